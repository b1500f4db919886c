# An assessment of unknown ground.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/indicator/1/value/2> aftale:assessmentGround ?value }
