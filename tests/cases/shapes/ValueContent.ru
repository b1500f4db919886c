# A figure and a trend in one value.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

INSERT DATA { <dk82-2019/indicator/1/value/1> aftale:trend concept:trend-down }
