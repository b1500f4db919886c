# A day that no calendar has.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA { <body/dk82-01> aftale:validFrom "2021-02-30"^^xsd:date }
