# appointedBy points at a region.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <body/dk82-02> aftale:appointedBy <body/dk82-01> .
    <assertion/6> aftale:assertedObject <body/dk82-01>
} ;
INSERT DATA {
    <body/dk82-02> aftale:appointedBy <region/dk82> .
    <assertion/6> aftale:assertedObject <region/dk82>
}
