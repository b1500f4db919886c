# A concept without a definition.
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>
PREFIX concept: <https://w3id.org/sundhedsaftaler/concept/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

INSERT DATA {
    concept:theme-diet a skos:Concept ;
        skos:prefLabel "Kost"@da , "Diet"@en ; aftale:slug "kost" ;
        skos:inScheme concept:theme
}
