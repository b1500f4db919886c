# rolledOutIn points at an organisation.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <dk82-2019/initiative/1> aftale:rolledOutIn <collective/dk82-1> .
    <assertion/12> aftale:assertedObject <collective/dk82-1>
} ;
INSERT DATA {
    <dk82-2019/initiative/1> aftale:rolledOutIn <organisation/dk82-01> .
    <assertion/12> aftale:assertedObject <organisation/dk82-01>
}
