# A region said to be the same as something else.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>

INSERT DATA { <region/dk82> owl:sameAs <https://example.org/midtjylland> }
