# A goal whose content was split over two.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX dcterms: <http://purl.org/dc/terms/>

INSERT DATA { <dk82-2019/goal/91> dcterms:isReplacedBy <dk82-2024/goal/1> }
