# 17.5 out of 10.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/indicator/1/value/1> aftale:scaleMaximum 100.0 } ;
INSERT DATA { <dk82-2019/indicator/1/value/1> aftale:scaleMaximum 10.0 }
