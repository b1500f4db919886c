# An agreement that succeeds itself.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2024> aftale:succeeds <dk82-2019> .
    <assertion/7> aftale:assertedObject <dk82-2019>
} ;
INSERT DATA {
    <dk82-2024> aftale:succeeds <dk82-2024> .
    <assertion/7> aftale:assertedObject <dk82-2024>
}
