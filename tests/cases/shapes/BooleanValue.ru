# A yes in words.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE DATA { <dk82-2019/vision/1> aftale:isOverall true } ;
INSERT DATA { <dk82-2019/vision/1> aftale:isOverall "ja" }
