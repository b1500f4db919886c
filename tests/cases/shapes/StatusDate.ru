# A status at no time.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/initiative/1/status/1> aftale:notBefore ?from ; aftale:notAfter ?until }
