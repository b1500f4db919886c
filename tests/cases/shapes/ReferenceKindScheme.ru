# A theme in the place of referenceKind.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <reference/dk82-1> aftale:referenceKind concept:reference-kind-annex } ;
INSERT DATA { <reference/dk82-1> aftale:referenceKind concept:theme-tobacco }
