# A follow-up collected by an area.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/follow-up/1> aftale:collectedBy <body/dk82-02> .
    <assertion/24> aftale:assertedObject <body/dk82-02>
} ;
INSERT DATA {
    <dk82-2019/follow-up/1> aftale:collectedBy <region/dk82> .
    <assertion/24> aftale:assertedObject <region/dk82>
}
