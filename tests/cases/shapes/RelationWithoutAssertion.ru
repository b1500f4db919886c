# A relation that rests on nothing.
BASE <https://w3id.org/sundhedsaftaler/id/>

DELETE WHERE { <assertion/1> ?predicate ?object }
