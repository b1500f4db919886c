"""What is shipped, under which names, and from where it may come."""

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distributions, entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize("name", ["graph", "api"])
def test_no_other_distribution_owns_our_import_names(name: str) -> None:
    owners = {
        distribution.name
        for distribution in distributions()
        for file in distribution.files or ()
        if file.parts[0] == name or file.parts[0] == f"{name}.py"
    }
    assert owners <= {"aftalegraf"}


def test_the_command_is_ours() -> None:
    (script,) = entry_points(group="console_scripts", name="aftalegraf")
    assert script.value == "api.cli:app"


def test_a_wheel_holds_all_that_serving_needs(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    held = set(zipfile.ZipFile(wheel).namelist())
    for name in (
        *("graph/ontology/aftale.ttl", "graph/ontology/concepts.ttl", "graph/shapes/goal.ttl"),
        *("graph/data/graphs/meta.ttl", "graph/queries/status-at-date.rq", "api/cli.py"),
        *("graph/rules/region-of-element.rq", "api/explorer/templates/start.html"),
        *("api/methods/texts/010-coding/da.md", "api/methods/texts/010-coding/examples.toml"),
    ):
        assert name in held
    assert not [name for name in held if name.startswith("tests/")]


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_no_addresses(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^[\w.\[\]-]+==", text, re.M)
    assert len(pinned) > 20
    assert text.count("--hash=sha256:") >= len(pinned)


def test_what_serving_needs_is_in_the_lock_that_it_installs() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==", lock, re.M))
    named = {re.split(r"[>;\[ ]", each)[0] for each in wanted["dependencies"]}
    assert named - pinned == set()


def test_the_lock_of_npm_has_no_addresses() -> None:
    text = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') >= 2
