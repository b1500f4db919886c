# An agreement that covers a cluster instead of a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA { <dk82-2024> aftale:coversRegion <cluster/dk82-1> }
