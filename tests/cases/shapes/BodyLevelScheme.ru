# A theme in the place of bodyLevel.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <body/dk82-02> aftale:bodyLevel concept:body-level-administrative .
    <assertion/4> aftale:assertedObject concept:body-level-administrative
} ;
INSERT DATA {
    <body/dk82-02> aftale:bodyLevel concept:theme-tobacco .
    <assertion/4> aftale:assertedObject concept:theme-tobacco
}
