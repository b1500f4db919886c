# A theme in the place of revisionTrack.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2024/goal/1> aftale:revisionTrack concept:revision-track-track-1 } ;
INSERT DATA { <dk82-2024/goal/1> aftale:revisionTrack concept:theme-tobacco }
