# A vision of 2019 quoted from the agreement of 2024.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA { <dk82-2019/vision/1> aftale:evidence <passage/ny/bbbbbbbbbbbb/0-9> }
