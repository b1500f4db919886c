# A span in no document.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <span/status/aaaaaaaaaaaa/9-17> aftale:inDocument ?value }
