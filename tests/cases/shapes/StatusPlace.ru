# statusIn points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/initiative/1/status/1> aftale:statusIn <cluster/dk82-1> } ;
INSERT DATA { <dk82-2019/initiative/1/status/1> aftale:statusIn <region/dk82> }
