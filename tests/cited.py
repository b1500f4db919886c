"""What the tests of citations share."""

import json

from jsonschema import Draft202012Validator

DAY = {
    "type": "object",
    "required": ["date-parts"],
    "properties": {"date-parts": {"type": "array", "items": {"type": "array", "minItems": 3}}},
}


# What the schema csl-data of CSL 1.0 says of the members that are written.
CSL_ITEM = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["id", "type"],
        "additionalProperties": False,
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "dataset"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {n: {"type": "string"} for n in ("literal", "family", "given")},
                },
            },
            "issued": DAY,
            "accessed": DAY,
            **{
                name: {"type": "string"}
                for name in ("title", "container-title", "URL", "version", "language", "note")
            },
        },
    },
}


def checked(text: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(text)
    Draft202012Validator(CSL_ITEM).validate(items)
    return items
