# Two initiatives with one name.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { <dk82-2019/initiative/2> skos:prefLabel "Kampagne"@da } ;
INSERT DATA { <dk82-2019/initiative/2> skos:prefLabel "Aftale om rygestop"@da }
