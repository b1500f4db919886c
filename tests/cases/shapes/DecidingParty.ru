# decidedBy points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/initiative/1/decision/1> aftale:decidedBy <body/dk82-01> } ;
INSERT DATA { <dk82-2019/initiative/1/decision/1> aftale:decidedBy <region/dk82> }
