# An initiative that is part of itself.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/initiative/2> aftale:partOfInitiative <dk82-2019/initiative/1> .
    <assertion/15> aftale:assertedObject <dk82-2019/initiative/1>
} ;
INSERT DATA {
    <dk82-2019/initiative/2> aftale:partOfInitiative <dk82-2019/initiative/2> .
    <assertion/15> aftale:assertedObject <dk82-2019/initiative/2>
}
