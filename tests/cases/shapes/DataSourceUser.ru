# A vision with a data source.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/follow-up/1> aftale:dataSource <data-source/dk82-01> .
    <assertion/22> aftale:assertedSubject <dk82-2019/follow-up/1>
} ;
INSERT DATA {
    <dk82-2019/vision/1> aftale:dataSource <data-source/dk82-01> .
    <assertion/22> aftale:assertedSubject <dk82-2019/vision/1>
}
