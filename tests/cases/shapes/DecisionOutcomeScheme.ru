# A theme in the place of decisionOutcome.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>

DELETE DATA {
    <dk82-2019/initiative/1/decision/1> aftale:decisionOutcome concept:decision-outcome-approved
} ;
INSERT DATA { <dk82-2019/initiative/1/decision/1> aftale:decisionOutcome concept:theme-tobacco }
