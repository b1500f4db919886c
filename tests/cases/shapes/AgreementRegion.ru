# An agreement that covers no region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2024> aftale:coversRegion ?value }
