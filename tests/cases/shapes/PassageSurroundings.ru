# A passage without the text before it.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <passage/ny/bbbbbbbbbbbb/0-9> aftale:prefix ?value }
