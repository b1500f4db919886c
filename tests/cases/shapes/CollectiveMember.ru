# hasMember points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <collective/dk82-1> aftale:hasMember <cluster/dk82-1> .
    <assertion/2> aftale:assertedObject <cluster/dk82-1>
} ;
INSERT DATA {
    <collective/dk82-1> aftale:hasMember <region/dk82> .
    <assertion/2> aftale:assertedObject <region/dk82>
}
