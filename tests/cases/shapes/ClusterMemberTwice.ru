# The hospital in a second cluster.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT { <cluster/dk82-2> ?predicate ?object }
WHERE { <cluster/dk82-1> ?predicate ?object } ;
INSERT { <assertion/99> ?predicate ?object }
WHERE { <assertion/1> ?predicate ?object FILTER(?predicate != aftale:assertedSubject) } ;
INSERT DATA { <assertion/99> aftale:assertedSubject <cluster/dk82-2> }
