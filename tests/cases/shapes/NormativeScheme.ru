# A theme in the place of normativeStatus.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/vision/1> aftale:normativeStatus concept:normative-adopted } ;
INSERT DATA { <dk82-2019/vision/1> aftale:normativeStatus concept:theme-tobacco }
