# taskOf points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <body/dk82-01/task/1> aftale:taskOf <body/dk82-01> } ;
INSERT DATA { <body/dk82-01/task/1> aftale:taskOf <region/dk82> }
