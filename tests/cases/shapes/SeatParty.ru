# filledBy points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <body/dk82-01/seat/1> aftale:filledBy <organisation/dk82-01> } ;
INSERT DATA { <body/dk82-01/seat/1> aftale:filledBy <region/dk82> }
