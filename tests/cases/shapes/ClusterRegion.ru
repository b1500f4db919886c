# A cluster in no region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <cluster/dk82-1> aftale:inRegion ?value }
