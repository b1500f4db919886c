# A withdrawn goal that still says something.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { <dk82-2019/goal/90> skos:editorialNote "Udgået"@da }
