# A commitment that involves a region, which is an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE { <dk82-2019/commitment/1> aftale:involves <body/dk82-01> . ?assertion aftale:assertedObject <body/dk82-01> }
INSERT { <dk82-2019/commitment/1> aftale:involves <region/dk82> . ?assertion aftale:assertedObject <region/dk82> }
WHERE { ?assertion aftale:assertedSubject <dk82-2019/commitment/1> ; aftale:assertedPredicate aftale:involves }
