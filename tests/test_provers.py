"""Texts and locks: what is missing or is another one is a problem with file and line."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from graph.coding import lines
from graph.errors import SheetError
from graph.passages import Quote
from graph.provers import Provers

TEXT = "Mål\n\nVi vil nå målet sammen.\n"
DIGEST = sha256(TEXT.encode()).hexdigest()


def sheet(folder: Path, headings: str = "# Mål", digest: str = DIGEST) -> lines.Document:
    outline = "\n".join(f"    {line}" for line in headings.splitlines())
    text = f"document:\n  file: a.txt\n  digest: {digest}\n  headings: |\n{outline}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    return lines.read(folder / "a.yaml")


def problems(document: lines.Document, coding: Path, sources: Path | None) -> str:
    with pytest.raises(SheetError) as caught:
        Provers([document], coding, sources)
    return str(caught.value)


def test_a_text_makes_a_lock_that_answers_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    by_text = Provers([sheet(tmp_path)], tmp_path, tmp_path)
    proved = by_text.by_document["a"].prove(Quote("Vi vil nå målet"))
    assert proved.headings == ("Mål",)
    for name, lock in by_text.locks().items():
        (tmp_path / name).write_text(lock, encoding="utf-8")
    by_lock = Provers([sheet(tmp_path)], tmp_path, None)
    assert by_lock.by_document["a"].prove(Quote("Vi vil nå målet")) == proved
    assert by_lock.locks() == {}


def test_a_missing_text_and_a_changed_one_are_told_with_file_and_line(tmp_path: Path) -> None:
    document = sheet(tmp_path)
    assert "a.yaml:2: " in problems(document, tmp_path, tmp_path)
    (tmp_path / "a.txt").write_text(TEXT + "mere", encoding="utf-8")
    told = problems(document, tmp_path, tmp_path)
    assert "a.yaml:3: the SHA-256 of" in told
    assert "code the new text" in told


def test_a_missing_lock_and_one_of_another_text_are_told(tmp_path: Path) -> None:
    document = sheet(tmp_path)
    assert "neither a text nor the lock" in problems(document, tmp_path, None)
    lock = {"document": "a", "digest": "0" * 64, "passages": [], "spans": []}
    (tmp_path / "a.lock.json").write_text(json.dumps(lock), encoding="utf-8")
    assert "is the lock of another text" in problems(document, tmp_path, None)


def test_a_heading_that_is_not_in_the_text_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    told = problems(sheet(tmp_path, "# Mål\n# Midler"), tmp_path, tmp_path)
    assert "a.yaml:6: the heading 'Midler' stands on no line of its own here" in told


def test_a_sheet_that_says_too_little_of_its_document_has_no_prover(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("document: nothing\n", encoding="utf-8")
    assert Provers([lines.read(tmp_path / "b.yaml")], tmp_path, None).by_document == {}
