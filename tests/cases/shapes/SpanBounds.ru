# A span that ends before it starts.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

INSERT DATA {
    <span/status/aaaaaaaaaaaa/17-9> a aftale:ReadSpan ;
        aftale:inDocument <document/status> ; aftale:start 17 ; aftale:end 9
}
