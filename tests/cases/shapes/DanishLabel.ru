# A thing without a Danish name.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

DELETE DATA { <data-source/dk82-01> skos:prefLabel "Registret"@da }
