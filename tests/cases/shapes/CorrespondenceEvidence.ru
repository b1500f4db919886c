# A correspondence that quotes nothing.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <correspondence/1> aftale:evidence ?value }
