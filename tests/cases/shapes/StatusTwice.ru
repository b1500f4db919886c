# A second status for the same time and cluster.
BASE <https://w3id.org/sundhedsaftaler/id/>

INSERT { <dk82-2019/initiative/1/status/2> ?predicate ?object }
WHERE { <dk82-2019/initiative/1/status/1> ?predicate ?object }
