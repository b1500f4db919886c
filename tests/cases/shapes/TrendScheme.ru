# A theme in the place of trend.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/indicator/1/value/2> aftale:trend concept:trend-down } ;
INSERT DATA { <dk82-2019/indicator/1/value/2> aftale:trend concept:theme-tobacco }
