# A goal with the kind of an initiative.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

INSERT DATA { <dk82-2019/goal/1> aftale:initiativeKind concept:initiative-kind-campaign }
