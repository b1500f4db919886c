# Two goals with the number 1.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/goal/2> aftale:ordinal 2 } ;
INSERT DATA { <dk82-2019/goal/2> aftale:ordinal 1 }
