# A theme below a target group.
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { concept:theme-tobacco skos:broader concept:target-group-citizens }
