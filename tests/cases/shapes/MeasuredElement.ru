# measures points at a vision.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/indicator/1> aftale:measures <dk82-2019/goal/1> .
    <assertion/16> aftale:assertedObject <dk82-2019/goal/1>
} ;
INSERT DATA {
    <dk82-2019/indicator/1> aftale:measures <dk82-2019/vision/1> .
    <assertion/16> aftale:assertedObject <dk82-2019/vision/1>
}
