# A figure without a unit.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/indicator/1/value/1> aftale:unit ?value }
