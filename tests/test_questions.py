"""What researchers ask, and what a reader finds: `tests/cases/questions.yaml`, one by one."""

import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.answers import Answer, Cell, Thing
from graph.ask import ask
from graph.catalogue import question
from graph.engine import EmbeddedEngine
from graph.things import Things

CASES = yaml.safe_load((Path(__file__).parent / "cases/questions.yaml").read_text(encoding="utf-8"))


def answer(case: dict[str, Any], engine: EmbeddedEngine, things: Things) -> Answer:
    slug, *pairs = shlex.split(case["ask"])
    given: dict[str, list[str]] = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        given.setdefault(name, []).append(value)
    return ask(engine, things, question(slug), given)


def words(cell: Cell) -> str:
    if isinstance(cell, Thing):
        return cell.label.da or cell.iri
    if isinstance(cell, list):
        return " | ".join(quote.plain for quote in cell)
    return "" if cell is None else str(cell)


def matches(row: Any, wanted: dict[str, Any]) -> bool:
    return all(fits(words(row[name]), str(text)) for name, text in wanted.items())


def fits(found: str, wanted: str) -> bool:
    """A figure is the whole cell, words are a part of it; `|` parts alternatives."""
    if re.fullmatch(r"[\d.]+|True|False|a|%", wanted):
        return found == wanted or (len(wanted) == 4 and wanted in found)
    return any(part.casefold() in found.casefold() for part in wanted.split("|"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["asked"])
def test_a_question_has_the_answer_that_a_reader_finds(
    case: dict[str, Any], engine: EmbeddedEngine, things: Things
) -> None:
    found = answer(case, engine, things)
    for wanted in case.get("has", ()):
        assert any(matches(row, wanted) for row in found.rows), wanted
    for unwanted in case.get("lacks", ()):
        assert not [row for row in found.rows if matches(row, unwanted)], unwanted
    for name, number in case.get("distinct", {}).items():
        assert len({words(row[name]) for row in found.rows if words(row[name])}) == number
    for name in case.get("silent_columns", ()):
        assert {words(row[name]) for row in found.rows} == {""}


def test_at_least_sixty_questions_of_researchers_have_an_answer() -> None:
    assert len({case["asked"] for case in CASES}) >= 82
