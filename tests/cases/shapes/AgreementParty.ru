# hasParty points at a cluster.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019> aftale:hasParty <organisation/dk82-01> .
    <assertion/17> aftale:assertedObject <organisation/dk82-01>
} ;
INSERT DATA {
    <dk82-2019> aftale:hasParty <cluster/dk82-1> .
    <assertion/17> aftale:assertedObject <cluster/dk82-1>
}
