# A decision on a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/initiative/1/decision/1> aftale:decisionOn <dk82-2019/initiative/1> } ;
INSERT DATA { <dk82-2019/initiative/1/decision/1> aftale:decisionOn <region/dk82> }
