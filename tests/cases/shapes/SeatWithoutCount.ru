# Seats without a number.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <body/dk82-01/seat/1> aftale:seatCount ?value }
