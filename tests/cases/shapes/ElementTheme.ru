# A vision without a theme.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/vision/1> aftale:theme ?value } ;
DELETE { ?assertion ?property ?value }
WHERE {
    ?assertion aftale:assertedSubject <dk82-2019/vision/1> ; aftale:assertedPredicate aftale:theme ; ?property ?value
}
