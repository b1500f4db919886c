# A target for no year.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE WHERE { <dk82-2019/indicator/1/value/1> aftale:notBefore ?from ; aftale:notAfter ?until } ;
DELETE DATA { <dk82-2019/indicator/1/value/1> aftale:valueKind concept:value-kind-actual } ;
INSERT DATA { <dk82-2019/indicator/1/value/1> aftale:valueKind concept:value-kind-target }
