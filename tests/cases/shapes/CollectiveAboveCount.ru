# None counted, one named.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <collective/dk82-1> aftale:statedCount 1 } ;
INSERT DATA { <collective/dk82-1> aftale:statedCount 0 }
