# A scope of no document.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <scope/status/goal> aftale:scopeDocument ?value }
