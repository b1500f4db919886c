"""Sheets with slips."""

import shutil
from pathlib import Path

import pytest

from graph.coding import parse_sheets, read_sheets
from graph.provers import Provers

ROOT = Path(__file__).parent.parent


SHEET = "midtjylland-2019-2023"


@pytest.fixture
def coding(tmp_path: Path) -> Path:
    """A copy of the sheets that may be spoilt."""
    shutil.copytree(ROOT / "data" / "coding", tmp_path / "data" / "coding")
    shutil.copy(ROOT / "data" / "release.yaml", tmp_path / "data")
    return tmp_path / "data" / "coding"


def read(coding: Path, sources: Path) -> None:
    documents = parse_sheets(coding)
    read_sheets(documents, Provers(documents, coding, sources).by_document)


def slip(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1, right
    path.write_text(text.replace(right, wrong), encoding="utf-8")
