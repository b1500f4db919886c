# A contradiction in no document.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <document/status/contradiction/1> aftale:contradictionIn ?value }
