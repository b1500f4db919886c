# A vision of which it is not said what became of it.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <correspondence/2> ?property ?value }
