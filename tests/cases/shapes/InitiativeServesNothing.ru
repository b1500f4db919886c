# An initiative that serves no goal.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/initiative/2> aftale:serves ?goal . <assertion/14> ?predicate ?object }
