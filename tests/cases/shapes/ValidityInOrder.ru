# A cluster that ended before it began.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE DATA { <cluster/dk82-1> aftale:validUntil "2026-12-31"^^xsd:date } ;
INSERT DATA { <cluster/dk82-1> aftale:validUntil "2018-12-31"^^xsd:date }
