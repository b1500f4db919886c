# A goal said to be reworded though its words are the same.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <correspondence/1> aftale:correspondenceType concept:correspondence-extended ; aftale:sameWording false
} ;
INSERT DATA {
    <correspondence/1> aftale:correspondenceType concept:correspondence-reworded ; aftale:sameWording true
}
