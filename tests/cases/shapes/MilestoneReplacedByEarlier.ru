# A deadline moved to the year before.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

DELETE WHERE { <dk82-2019/initiative/1/milestone/2> aftale:notBefore ?from ; aftale:notAfter ?until } ;
INSERT DATA {
    <dk82-2019/initiative/1/milestone/2> aftale:notBefore "2020-01-01"^^xsd:date ; aftale:notAfter "2020-03-31"^^xsd:date
}
