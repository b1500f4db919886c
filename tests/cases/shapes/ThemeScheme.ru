# A target group in the place of a theme.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <dk82-2019/goal/1> aftale:theme concept:theme-tobacco .
    <assertion/9> aftale:assertedObject concept:theme-tobacco
} ;
INSERT DATA {
    <dk82-2019/goal/1> aftale:theme concept:target-group-daily-smokers .
    <assertion/9> aftale:assertedObject concept:target-group-daily-smokers
}
