# A body of a region in the place of a cluster.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <body/dk82-02> aftale:bodyOfCluster <cluster/dk82-1> .
    <assertion/19> aftale:assertedObject <cluster/dk82-1>
} ;
INSERT DATA {
    <body/dk82-02> aftale:bodyOfCluster <region/dk82> .
    <assertion/19> aftale:assertedObject <region/dk82>
}
