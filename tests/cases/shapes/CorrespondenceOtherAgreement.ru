# An element of the earlier agreement on the side of the later.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <correspondence/2> aftale:correspondenceType concept:correspondence-dropped } ;
INSERT DATA {
    <correspondence/2> aftale:correspondenceType concept:correspondence-close ;
        aftale:toElement <dk82-2019/goal/2>
}
