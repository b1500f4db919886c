# A theme in the place of cadence.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/follow-up/1> aftale:cadence concept:cadence-annual } ;
INSERT DATA { <dk82-2019/follow-up/1> aftale:cadence concept:theme-tobacco }
