# A post in no body.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <body/dk82-01/post/1> aftale:postIn ?value }
