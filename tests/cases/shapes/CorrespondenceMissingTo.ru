# A goal of which it is not said where it comes from.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <correspondence/1> aftale:toElement <dk82-2024/goal/1> ;
        aftale:correspondenceType concept:correspondence-extended
} ;
INSERT DATA { <correspondence/1> aftale:correspondenceType concept:correspondence-dropped }
