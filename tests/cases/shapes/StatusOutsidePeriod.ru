# A status from before the agreement.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE WHERE { <dk82-2019/initiative/1/status/1> aftale:notBefore ?from ; aftale:notAfter ?until } ;
INSERT DATA {
    <dk82-2019/initiative/1/status/1> aftale:notBefore "2018-04-01"^^xsd:date ; aftale:notAfter "2018-06-30"^^xsd:date
}
