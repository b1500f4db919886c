# A commitment under an initiative.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE { <dk82-2019/commitment/1> aftale:commitsTo <dk82-2019/goal/1> . ?assertion aftale:assertedObject <dk82-2019/goal/1> }
INSERT { <dk82-2019/commitment/1> aftale:commitsTo <dk82-2019/initiative/1> . ?assertion aftale:assertedObject <dk82-2019/initiative/1> }
WHERE { ?assertion aftale:assertedSubject <dk82-2019/commitment/1> ; aftale:assertedPredicate aftale:commitsTo }
