# A misspelt property and a misspelt class.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA { <region/dk82> a aftale:Regoin ; aftale:sluk "midtjylland" }
