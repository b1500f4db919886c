# A theme in the place of delayReason.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/initiative/1/status/1> aftale:delayReason concept:delay-covid-19 } ;
INSERT DATA { <dk82-2019/initiative/1/status/1> aftale:delayReason concept:theme-tobacco }
