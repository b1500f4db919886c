"""The README keeps up: every command, setting, route and folder is in it."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import ROUTES
from api.cli import app as cli
from api.settings import Settings
from graph.resources.collections import vocabulary

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_is_documented() -> None:
    commands = {
        command.name or command.callback.__name__
        for command in cli.registered_commands
        if command.callback
    }
    assert set(re.findall(r"^\| `aftalegraf (\w+)", README, re.M)) == commands


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `AFTALEGRAF_{name.upper()}` |" in README


def test_every_route_is_documented(client: TestClient) -> None:
    routes = {_general(route.path) for module in ROUTES[:-1] for route in module.router.routes}
    assert len(routes) > 20
    documented = set(re.findall(r"`(/[^`]*)`", README.partition("## Over HTTP")[2]))
    assert routes - documented == set()
    for path in (path for path in documented - routes if not {"{", "…"} & set(path)):
        assert client.get(path).status_code != 404, path


def _general(path: str) -> str:
    """Return the path of a route with `{collection}` for the name of one."""
    collection = "|".join(vocabulary().collections)
    below = r"(/\{id\}(/relations)?)?"
    return re.sub(rf"^/api/v1/(?:{collection})({below})$", r"/api/v1/{collection}\1", path)


@pytest.mark.parametrize("folder", ["ontology", "shapes", "data", "graph", "api", "tests"])
def test_every_folder_is_there_and_in_the_map(folder: str) -> None:
    assert (ROOT / folder).is_dir()
    assert f"    {folder}/ " in README


def test_every_make_target_is_documented() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z]+):", makefile, re.M)
    assert [target for target in targets if f"make {target}" not in README] == ["clean"]


def test_the_first_questions_have_the_answers_that_the_readme_gives(client: TestClient) -> None:
    section = README.partition("## Three first questions")[2].partition("\n## ")[0]
    asked = re.split(r"^\*\*", section, flags=re.M)[1:]
    assert len(asked) == 3
    for text in asked:
        path = re.findall(r"curl 'http://127\.0\.0\.1:8000([^']+)'", text)
        query = re.findall(r"'query=(.*?)'$", text, re.M | re.S)
        answer = client.get(path[0]) if path else client.post("/sparql", data={"query": query[0]})
        assert answer.status_code == 200
        claims = re.findall(r"\*([^*]+)\*", text.partition("\n- ")[2])
        assert claims
        for claim in claims:
            assert " ".join(claim.split()) in answer.text
