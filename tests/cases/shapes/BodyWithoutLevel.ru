# A body on no level.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <body/dk82-02> aftale:bodyLevel ?level . <assertion/4> ?predicate ?object }
