# A decision without an outcome.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/initiative/1/decision/1> aftale:decisionOutcome ?value }
