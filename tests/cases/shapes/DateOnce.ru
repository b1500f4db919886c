# Two last days.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA { <cluster/dk82-1> aftale:validUntil "2027-06-30"^^xsd:date }
