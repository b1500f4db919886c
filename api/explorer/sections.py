"""Answers to questions about one thing, as sections of its page."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, TypedDict
from urllib.parse import urlencode

from graph.answers import Answer, Cell, Labels, Scope, Thing
from graph.ask import ask
from graph.catalogue import Column, Question, question
from graph.names import Language
from graph.resources import Resources, vocabulary

MOST_ROWS: Final = 40
"""Rows that a section shows; the page of the question and the files have all."""

BASIS: Final = ("reason", "quote")
"""Columns that belong to the column `ground`: what a row rests on."""

FIGURES: Final = ("value", "figure")
"""Columns of figures, which have a unit."""


@dataclass(frozen=True)
class Shown:
    """A column with those that say what its values rest on, or when they held."""

    column: Column
    beside: Sequence[Column]


@dataclass(frozen=True)
class Section:
    """A question that was asked of one thing, and the part of its answer that the page shows."""

    question: Question
    heading: Labels
    parameter: str
    id: str
    answer: Answer
    columns: Sequence[Shown]
    rows: Sequence[Mapping[str, Cell]]
    documents: Sequence[Scope]
    """What each document says, where there is no row."""

    def address(self, ending: str, language: Language) -> str:
        """Return the address of the whole answer as a file."""
        query = urlencode({self.parameter: self.id, "lang": language})
        return f"/api/v1/questions/{self.question.slug}{ending}?{query}"


@dataclass(frozen=True)
class Way:
    """A question that a page only links to."""

    question: Question
    parameter: str
    id: str


class _Kind(TypedDict, total=False):
    shows: Sequence[tuple[str, str, str, str]]
    links: Sequence[tuple[str, str]]


def sections(thing: Thing, kind: str, resources: Resources) -> list[Section]:
    """Return what a page tells of a thing of a kind (the name of a class or a scheme)."""
    return [_section(*told, thing, resources) for told in _told(kind).get("shows", ())]


def ways(thing: Thing, kind: str) -> list[Way]:
    """Return the questions that a page of a kind links to."""
    links = _told(kind).get("links", ())
    return [Way(question(slug), parameter, thing.id or thing.iri) for slug, parameter in links]


def _section(
    slug: str, parameter: str, danish: str, english: str, thing: Thing, resources: Resources
) -> Section:
    asked, id_ = question(slug), thing.id or thing.iri
    answer = ask(resources.engine, resources.things, asked, {parameter: [id_]})
    return Section(
        question=asked,
        heading=Labels(da=danish, en=english),
        parameter=parameter,
        id=id_,
        answer=answer,
        columns=list(columns(asked, answer, thing.iri)),
        rows=answer.rows[:MOST_ROWS],
        documents=() if answer.rows else answer.scope,
    )


def columns(asked: Question, answer: Answer, iri: str | None = None) -> Iterator[Shown]:
    """Yield the columns that say something, each once.

    Left out are those without a value and those that name the thing of a page in every row.
    """
    filled = [
        column
        for column in asked.columns.values()
        if any(row[column.name] not in (None, []) for row in answer.rows)
        and not all(getattr(row[column.name], "iri", "") == iri for row in answer.rows)
    ]
    owners = {column.name: _owner(column.name, [c.name for c in filled]) for column in filled}
    for column in filled:
        if owners[column.name] is None:
            beside = [each for each in filled if owners[each.name] == column.name]
            yield Shown(column, beside)


def _owner(name: str, known: Sequence[str]) -> str | None:
    """Return the column that a column says more of: that of `status_quote` is `latest_status`."""
    if name in BASIS:
        return "ground" if "ground" in known else None
    if name in ("unit", "out_of"):
        return next((each for each in known if each in FIGURES), None)
    if name in ("not_before", "not_after"):
        return "time" if "time" in known else None
    stem, _, end = name.rpartition("_")
    if not stem or end not in ("ground", "quote", "time"):
        return None
    owners = (o for o in known if o == stem or o.endswith(f"_{stem}") or o == f"{stem}_to")
    return next((o for o in owners if o != name), None)


def _told(kind: str) -> _Kind:
    known = _kinds()
    if kind in known:
        return known[kind]
    wider = (_told(name) for name in sorted(vocabulary().broader.get(kind, ())))
    return next((told for told in wider if told), _Kind())


@cache
def _kinds() -> Mapping[str, _Kind]:
    text = (files("api") / "explorer" / "things.toml").read_text(encoding="utf-8")
    known: Mapping[str, _Kind] = tomllib.loads(text)
    return known
