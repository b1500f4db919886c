# A goal extended by another region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { <dk82-2024> aftale:coversRegion <region/dk82> } ;
INSERT DATA { <dk82-2024> aftale:coversRegion <region/dk83> } ;
INSERT DATA {
    <region/dk83> a aftale:Region ;
        skos:prefLabel "Syddanmark"@da , "Syddanmark"@en ;
        aftale:slug "syddanmark" ;
        aftale:evidence <passage/status/aaaaaaaaaaaa/0-9>
}
