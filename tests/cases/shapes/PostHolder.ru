# A chair from a region, which is an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE { <body/dk82-01/post/1> aftale:heldBy <organisation/dk82-01> . ?assertion aftale:assertedObject <organisation/dk82-01> }
INSERT { <body/dk82-01/post/1> aftale:heldBy <region/dk82> . ?assertion aftale:assertedObject <region/dk82> }
WHERE { ?assertion aftale:assertedSubject <body/dk82-01/post/1> ; aftale:assertedPredicate aftale:heldBy }
