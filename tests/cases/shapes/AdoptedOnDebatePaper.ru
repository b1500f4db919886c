# The document of the adopted agreement turns out to be a debate paper.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <document/ny> aftale:documentRole concept:document-role-agreement } ;
INSERT DATA { <document/ny> aftale:documentRole concept:document-role-debate-paper }
