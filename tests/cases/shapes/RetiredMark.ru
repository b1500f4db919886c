# What was replaced but is not marked as taken out of use.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <dk82-2019/goal/92> dcterms:isReplacedBy <dk82-2019/goal/1> }
