# A theme in the place of implementationStatus.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <dk82-2019/initiative/1/status/1> aftale:implementationStatus concept:implementation-postponed
} ;
INSERT DATA {
    <dk82-2019/initiative/1/status/1> aftale:implementationStatus concept:theme-tobacco
}
