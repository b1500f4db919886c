# A document read for nothing.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <scope/status/goal> aftale:scopeTerm ?value }
