# A negative percentage.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/indicator/1/value/1> aftale:value 17.5 } ;
INSERT DATA { <dk82-2019/indicator/1/value/1> aftale:value -17.5 }
