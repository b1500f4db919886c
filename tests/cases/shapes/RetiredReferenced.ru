# A contradiction between a figure and a goal that was withdrawn.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA { <document/status/contradiction/1> aftale:conflictingFact <dk82-2019/goal/90> }
