# A quote mended by hand.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <passage/ny/bbbbbbbbbbbb/0-9> aftale:exact "Vi vil nå"@da } ;
INSERT DATA { <passage/ny/bbbbbbbbbbbb/0-9> aftale:exact "Vi vil opnå"@da }
