# A reference to a document of no kind.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <reference/dk82-1> aftale:referenceKind ?value }
