# A theme in the place of assessmentGround.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/indicator/1/value/2> aftale:assessmentGround concept:ground-computed } ;
INSERT DATA { <dk82-2019/indicator/1/value/2> aftale:assessmentGround concept:theme-tobacco }
