# A theme in the place of milestoneKind.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE WHERE { <dk82-2019/initiative/1/milestone/2> aftale:replacesMilestone ?value } ;
DELETE DATA {
    <dk82-2019/initiative/1/milestone/1> aftale:milestoneKind concept:milestone-kind-start
} ;
INSERT DATA { <dk82-2019/initiative/1/milestone/1> aftale:milestoneKind concept:theme-tobacco }
