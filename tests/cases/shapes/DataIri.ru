# A region under an IRI with capitals.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
    <region/DK83> a aftale:Region ;
        skos:prefLabel "Syddanmark"@da , "Syddanmark"@en ;
        aftale:slug "syddanmark" ;
        aftale:evidence <passage/status/aaaaaaaaaaaa/0-9>
}
