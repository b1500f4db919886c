# A milestone in no state.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/initiative/1/milestone/1> aftale:milestoneState ?value }
