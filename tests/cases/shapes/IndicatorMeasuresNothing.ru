# An indicator of nothing in the plan.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/indicator/1> aftale:measures ?goal . <assertion/16> ?predicate ?object }
