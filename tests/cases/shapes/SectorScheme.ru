# A theme in the place of sector.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <organisation/dk82-01> aftale:sector concept:sector-hospital } ;
INSERT DATA { <organisation/dk82-01> aftale:sector concept:theme-tobacco }
