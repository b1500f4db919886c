# A task that no passage names.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <body/dk82-01/task/1> aftale:evidence ?value }
