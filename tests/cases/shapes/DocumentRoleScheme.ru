# A theme in the place of documentRole.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <document/status> aftale:documentRole concept:document-role-status-report } ;
INSERT DATA { <document/status> aftale:documentRole concept:theme-tobacco }
