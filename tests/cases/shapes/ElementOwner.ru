# A vision that no agreement owns.
BASE <https://w3id.org/sundhedsaftaler/id/>
PREFIX aftale: <https://w3id.org/sundhedsaftaler/ont#>

DELETE WHERE { <dk82-2019/vision/1> aftale:ofAgreement ?value }
