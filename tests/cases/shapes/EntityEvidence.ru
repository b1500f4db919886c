# A data source that no passage names.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <data-source/dk82-01> aftale:evidence ?value }
