# Our own reading without a reason.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <body/dk82-01/task/1> aftale:ground concept:ground-stated } ;
INSERT DATA { <body/dk82-01/task/1> aftale:ground concept:ground-analyst }
