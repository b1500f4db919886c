"""The description of the API: stored as it is, true of every answer, and told to who builds on it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, settings
from jsonschema import Draft202012Validator
from openapi import STORED, description, written
from schemathesis import checks
from test_server import serving

SCHEMA = json.loads(STORED.read_text("utf-8"))
OPERATIONS = list(SCHEMA["paths"])
CHECKS = [
    checks.not_a_server_error,
    checks.CHECKS.get_one("status_code_conformance"),
]


def test_the_stored_description_is_the_one_that_the_code_gives(client: TestClient) -> None:
    changed = "the API has changed: look at the difference, then run `make openapi`"
    assert written(client, description()) == STORED.read_text("utf-8"), changed


def test_it_is_what_the_service_sends(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == SCHEMA


@pytest.mark.parametrize("path", OPERATIONS)
def test_every_operation_has_an_example_that_fits_its_schema(path: str) -> None:
    content = SCHEMA["paths"][path]["get"]["responses"]["200"]["content"]
    if "application/json" in content:
        media = content["application/json"]
        rooted = {**media["schema"], "components": SCHEMA["components"]}
        assert not list(Draft202012Validator(rooted).iter_errors(media["example"]))
