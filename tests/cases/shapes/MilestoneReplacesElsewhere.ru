# A milestone that replaces one of another initiative.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/initiative/1/milestone/1> aftale:milestoneOf <dk82-2019/initiative/1> } ;
INSERT DATA { <dk82-2019/initiative/1/milestone/1> aftale:milestoneOf <dk82-2019/initiative/2> }
