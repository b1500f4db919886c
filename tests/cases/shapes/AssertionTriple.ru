# An assertion of half a triple.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT { <assertion/99> ?predicate ?object }
WHERE { <assertion/1> ?predicate ?object FILTER(?predicate != aftale:assertedPredicate) }
