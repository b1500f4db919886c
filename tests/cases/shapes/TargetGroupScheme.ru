# A theme in the place of targetGroup.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <dk82-2019/goal/1> aftale:targetGroup concept:target-group-daily-smokers .
    <assertion/10> aftale:assertedObject concept:target-group-daily-smokers
} ;
INSERT DATA {
    <dk82-2019/goal/1> aftale:targetGroup concept:theme-tobacco .
    <assertion/10> aftale:assertedObject concept:theme-tobacco
}
