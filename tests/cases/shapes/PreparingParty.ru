# A follow-up prepared by a region, which is an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/follow-up/1> aftale:preparedBy <body/dk82-02> .
    <assertion/23> aftale:assertedObject <body/dk82-02>
} ;
INSERT DATA {
    <dk82-2019/follow-up/1> aftale:preparedBy <region/dk82> .
    <assertion/23> aftale:assertedObject <region/dk82>
}
