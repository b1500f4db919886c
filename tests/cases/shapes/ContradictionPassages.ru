# A contradiction within one passage.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <document/status/contradiction/1> aftale:evidence <passage/status/aaaaaaaaaaaa/10-12> }
