# A correspondence of no type.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <correspondence/1> aftale:correspondenceType ?value }
