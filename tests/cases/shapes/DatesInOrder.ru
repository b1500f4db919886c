# The latest day before the earliest.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

INSERT DATA {
    <dk82-2019/initiative/1/decision/1> aftale:notBefore "2021-06-30"^^xsd:date ; aftale:notAfter "2021-04-01"^^xsd:date ;
    aftale:timeText "2. kvartal 2021"@da
}
