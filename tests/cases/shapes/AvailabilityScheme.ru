# A theme in the place of availability.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <reference/dk82-1> aftale:availability concept:availability-attached } ;
INSERT DATA { <reference/dk82-1> aftale:availability concept:theme-tobacco }
