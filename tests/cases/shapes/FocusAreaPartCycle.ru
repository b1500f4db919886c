# A focus area that is part of itself.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/focus-area/2> aftale:partOfFocusArea <dk82-2019/focus-area/1> .
    <assertion/20> aftale:assertedObject <dk82-2019/focus-area/1>
} ;
INSERT DATA {
    <dk82-2019/focus-area/2> aftale:partOfFocusArea <dk82-2019/focus-area/2> .
    <assertion/20> aftale:assertedObject <dk82-2019/focus-area/2>
}
