# Evidence for a relation that is not there.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT { <assertion/99> ?predicate ?object }
WHERE { <assertion/1> ?predicate ?object FILTER(?predicate != aftale:assertedSubject) } ;
INSERT DATA { <assertion/99> aftale:assertedSubject <collective/dk82-1> }
