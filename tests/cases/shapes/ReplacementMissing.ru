# A goal that was replaced by one that does not exist.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

DELETE DATA { <dk82-2019/goal/91> dcterms:isReplacedBy <dk82-2019/goal/1> } ;
INSERT DATA { <dk82-2019/goal/91> dcterms:isReplacedBy <dk82-2019/goal/99> }
