# A follow-up received by an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/follow-up/1> aftale:receivedBy <body/dk82-01> .
    <assertion/25> aftale:assertedObject <body/dk82-01>
} ;
INSERT DATA {
    <dk82-2019/follow-up/1> aftale:receivedBy <region/dk82> .
    <assertion/25> aftale:assertedObject <region/dk82>
}
