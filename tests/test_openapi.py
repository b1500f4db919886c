"""The description of the API: stored as it is, served, with examples, and true of every answer."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator
from openapi import STORED, description, written
from test_server import serving

SCHEMA = json.loads(STORED.read_text("utf-8"))
CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,"
    "response_schema_conformance,response_headers_conformance"
)


def test_the_stored_description_is_the_one_that_the_code_gives(client: TestClient) -> None:
    changed = "the API has changed: run `make openapi` and look at the difference"
    assert written(client, description()) == STORED.read_text("utf-8"), changed


def test_it_is_what_the_service_sends(client: TestClient) -> None:
    assert client.get("/openapi.json").json() == SCHEMA


@pytest.mark.parametrize("path", SCHEMA["paths"])
def test_every_operation_has_an_example_that_fits_its_schema(path: str) -> None:
    content = SCHEMA["paths"][path]["get"]["responses"]["200"].get("content", {})
    if "application/json" not in content:
        assert path in ("/metrics", "/api/v1/cite")
        return
    media = content["application/json"]
    rooted = {**media["schema"], "components": SCHEMA["components"]}
    assert not list(Draft202012Validator(rooted).iter_errors(media["example"]))


def fuzz(examples: int, phases: str) -> str:
    """Send made-up requests for every operation; return what was found."""
    with serving() as (port, _):
        told = subprocess.run(
            [
                Path(sys.executable).parent / "schemathesis",
                *("run", STORED, "--url", f"http://127.0.0.1:{port}", "--phases", phases),
                *("--max-examples", str(examples), "--checks", CHECKS, "--seed", "1"),
                *("--generation-database", "none"),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 0, told.stdout[-5_000:] + told.stderr
    return told.stdout


def test_what_comes_back_is_what_the_description_says() -> None:
    assert "passed" in fuzz(2, "fuzzing")


@pytest.mark.trial
def test_five_thousand_made_up_requests_find_nothing() -> None:
    told = fuzz(40, "examples,coverage,fuzzing")
    generated = next(line for line in told.splitlines() if "generated" in line)
    assert int(generated.split()[0]) >= 5_000
