# A theme in the place of initiativeKind.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA { <dk82-2019/initiative/2> aftale:initiativeKind concept:initiative-kind-campaign } ;
INSERT DATA { <dk82-2019/initiative/2> aftale:initiativeKind concept:theme-tobacco }
