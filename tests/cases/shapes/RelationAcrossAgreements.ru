# An initiative of 2019 that serves a goal of 2024.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/initiative/2> aftale:serves <dk82-2019/goal/1> .
    <assertion/14> aftale:assertedObject <dk82-2019/goal/1>
} ;
INSERT DATA {
    <dk82-2019/initiative/2> aftale:serves <dk82-2024/goal/1> .
    <assertion/14> aftale:assertedObject <dk82-2024/goal/1>
}
