# A theme in the place of desiredDirection.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/indicator/1> aftale:desiredDirection concept:direction-decrease } ;
INSERT DATA { <dk82-2019/indicator/1> aftale:desiredDirection concept:theme-tobacco }
