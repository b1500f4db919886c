# A follow-up on a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/follow-up/1> aftale:followsUpOn <dk82-2019/goal/1> .
    <assertion/21> aftale:assertedObject <dk82-2019/goal/1>
} ;
INSERT DATA {
    <dk82-2019/follow-up/1> aftale:followsUpOn <region/dk82> .
    <assertion/21> aftale:assertedObject <region/dk82>
}
