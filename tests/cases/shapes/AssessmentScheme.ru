# A theme for an assessment.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE WHERE { <dk82-2019/indicator/1> aftale:desiredDirection ?value } ;
DELETE DATA { <dk82-2019/indicator/1/value/2> aftale:assessment concept:assessment-improved } ;
INSERT DATA { <dk82-2019/indicator/1/value/2> aftale:assessment concept:theme-tobacco }
