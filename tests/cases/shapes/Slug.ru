# A slug with capitals and spaces.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <data-source/dk82-01> aftale:slug "registret" } ;
INSERT DATA { <data-source/dk82-01> aftale:slug "Det store register" }
