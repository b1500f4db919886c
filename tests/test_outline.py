"""A document as a tree, how much of it was read, and what its silence means."""

from pathlib import Path

import pytest

from graph.ask import ask
from graph.catalogue import question, read_question
from graph.coverage import coverage
from graph.engine import EmbeddedEngine
from graph.errors import AftalegrafError
from graph.outline import outline
from graph.release import Release
from graph.things import Things

SHEET = "midtjylland-2019-2023"


def test_the_outline_has_elements_relations_facts_and_quotes(
    engine: EmbeddedEngine, things: Things
) -> None:
    lines = outline(engine, things, SHEET)
    assert lines[0] == "sundhedsaftale (1)"
    assert "vision (4)" in lines
    assert "  Mere sundhed for pengene [dk82-2019.vision.4]" in lines
    assert "    “Mere sundhed for pengene”" in lines
    assert any(line.startswith("    understøtter: Vi vil nedbringe") for line in lines)
    assert "    måltal: 75 %" in lines


def test_a_class_without_a_place_in_the_order_is_printed_all_the_same(
    engine: EmbeddedEngine, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = outline(engine, things, SHEET)
    monkeypatch.setattr("graph.outline.ORDER", ("Vision",))
    lines = outline(engine, things, SHEET)
    assert lines[0] == "vision (4)"
    assert sorted(lines) == sorted(whole)


def test_an_unknown_document_names_the_nearest(engine: EmbeddedEngine, things: Things) -> None:
    with pytest.raises(AftalegrafError, match=f"did you mean '{SHEET}'"):
        outline(engine, things, "midtjylland-2019")


DOCUMENT = """@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix aftale: <https://w3id.org/sundhedsaftaler/ont#> .
<document/a> a aftale:SourceDocument ; aftale:fileName "a.txt" ; aftale:aboutAgreement <x> .
<p> aftale:inDocument <document/a> ; aftale:start 0 ; aftale:end 9 .
<q> aftale:inDocument <document/a> ; aftale:start 5 ; aftale:end 14 .
"""
TEXT = "Vi vil nå det. Men hvordan? Det siger vi.\n\nEn overskrift\n\nOg mere.\n"


def test_coverage_counts_characters_once_and_lists_what_is_left(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    small = EmbeddedEngine(Release("r", {"a": DOCUMENT.encode()}))
    (found,) = coverage(small, tmp_path)
    assert (found.document, found.covered) == ("a", len("Vivilnådet."))
    assert found.total == len("".join(TEXT.split()))
    assert found.share == found.covered / found.total
    assert [(gap.line, gap.text) for gap in found.uncovered] == [
        (1, "Men hvordan?"),
        (1, "Det siger vi."),
        (3, "En overskrift"),
        (5, "Og mere."),
    ]


def test_coverage_without_the_text_says_which(tmp_path: Path) -> None:
    small = EmbeddedEngine(Release("r", {"a": DOCUMENT.encode()}))
    with pytest.raises(AftalegrafError, match=r"a\.txt is missing; set AFTALEGRAF_SOURCES"):
        coverage(small, tmp_path)


def test_an_answer_says_of_which_documents_a_silence_can_be_told(
    engine: EmbeddedEngine, things: Things
) -> None:
    found = ask(engine, things, question("visions"), {})
    scope = {entry.document.id: entry for entry in found.scope}
    assert scope[f"document.{SHEET}"].read
    assert scope[f"document.{SHEET}"].agreement.id == "dk82-2019"
    unread = read_question("x", "# Hvad? / What?\n# about: Correspondence\nSELECT ?x WHERE {}")
    assert not any(entry.read for entry in ask(engine, things, unread, {}).scope)
