# A contradiction about nothing.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <document/status/contradiction/1> aftale:conflictingFact ?value }
