# A wish to a region, which is an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE { <dk82-2019/wish/1> aftale:addressedTo <organisation/dk82-01> . ?assertion aftale:assertedObject <organisation/dk82-01> }
INSERT { <dk82-2019/wish/1> aftale:addressedTo <region/dk82> . ?assertion aftale:assertedObject <region/dk82> }
WHERE { ?assertion aftale:assertedSubject <dk82-2019/wish/1> ; aftale:assertedPredicate aftale:addressedTo }
