# A goal said to be kept though its words differ.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <correspondence/1> aftale:correspondenceType concept:correspondence-extended } ;
INSERT DATA { <correspondence/1> aftale:correspondenceType concept:correspondence-kept }
