# Evidence that is not there.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA { <region/dk82> aftale:evidence <passage/status/aaaaaaaaaaaa/100-109> }
