# A body that reports to itself.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <body/dk82-02> aftale:reportsTo <body/dk82-01> .
    <assertion/5> aftale:assertedObject <body/dk82-01>
} ;
INSERT DATA {
    <body/dk82-02> aftale:reportsTo <body/dk82-02> .
    <assertion/5> aftale:assertedObject <body/dk82-02>
}
