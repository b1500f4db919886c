# A correspondence that quotes the earlier side alone.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <correspondence/1> aftale:evidence <passage/ny/bbbbbbbbbbbb/0-9> }
