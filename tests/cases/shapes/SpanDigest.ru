# The text of the document has changed since it was quoted.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA {
    <document/status> aftale:digest "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
} ;
INSERT DATA {
    <document/status> aftale:digest "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"
}
