# An initiative typed as a concept.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <dk82-2019/initiative/1> a skos:Concept }
