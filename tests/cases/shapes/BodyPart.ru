# A body composed of a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <body/dk82-02> aftale:composedOf <organisation/dk82-01> .
    <assertion/18> aftale:assertedObject <organisation/dk82-01>
} ;
INSERT DATA {
    <body/dk82-02> aftale:composedOf <region/dk82> .
    <assertion/18> aftale:assertedObject <region/dk82>
}
