# An initiative rolled out by a group of another region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { <collective/dk82-1> aftale:inRegion <region/dk82> } ;
INSERT DATA { <collective/dk82-1> aftale:inRegion <region/dk83> } ;
INSERT DATA {
    <region/dk83> a aftale:Region ;
        skos:prefLabel "Syddanmark"@da , "Syddanmark"@en ;
        aftale:slug "syddanmark" ;
        aftale:evidence <passage/status/aaaaaaaaaaaa/0-9>
}
