# A concept broader than itself.
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA { concept:theme-tobacco skos:broader concept:theme-tobacco }
