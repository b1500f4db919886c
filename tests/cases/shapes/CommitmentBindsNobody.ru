# A commitment of nobody.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/commitment/1> aftale:binds ?value } ;
DELETE { ?assertion ?property ?value }
WHERE {
    ?assertion aftale:assertedSubject <dk82-2019/commitment/1> ; aftale:assertedPredicate aftale:binds ; ?property ?value
}
