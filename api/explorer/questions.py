"""The questions as pages: each a form, its answer a table, its SPARQL and its addresses."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources as packaged
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import EngineDep, GivenDep, PageLanguageDep, ThingsDep
from api.explorer.charts import Chart, Columns, of_answer
from api.explorer.forms import TABLES, files, filled, pairs
from api.explorer.joined import Ends, joined
from api.explorer.page import page
from api.explorer.sections import Shown as ShownColumn
from api.explorer.sections import columns
from graph.answers import Answer, Cell, Labels, Thing
from graph.ask import ask, fill, read_parameters
from graph.catalogue import Column, Parameter, Question, question
from graph.names import Language
from graph.things import ANYTHING, Things

router = APIRouter(prefix="/questions", include_in_schema=False)

API: Final = "/api/v1/questions"
FILES: Final = {**TABLES, "JSON-LD": ".jsonld", "Turtle": ".ttl"}

MOST_ROWS: Final = 300
"""Rows that a page shows; the files have all."""


@dataclass(frozen=True)
class Group:
    """Questions about the same sort of thing."""

    name: Labels
    questions: Sequence[Question]


@dataclass(frozen=True)
class Field:
    """A parameter in the form: what may be chosen, and what is."""

    parameter: Parameter
    allowed: Sequence[Thing]
    """Nothing, where a date or the id of anything is typed."""
    chosen: Sequence[str]
    """The short ids or the words chosen, and a last empty one where more may be chosen."""


@dataclass(frozen=True)
class Shown:
    """The part of an answer that a page shows as a table."""

    columns: Sequence[ShownColumn]
    empty: Sequence[Column]
    """Columns that no row has a value in."""
    rows: Sequence[Mapping[str, Cell]]


@router.get("", response_class=HTMLResponse)
def catalogue(request: Request, language: PageLanguageDep) -> HTMLResponse:
    """List every question by what it is about."""
    return page(request, language, "questions.html", groups=groups())


@router.get("/{slug}", response_class=HTMLResponse)
def answer(
    slug: str,
    request: Request,
    engine: EngineDep,
    things: ThingsDep,
    given: GivenDep,
    language: PageLanguageDep,
) -> HTMLResponse:
    """Ask a question with what is chosen in its form; raise what `ask` does."""
    asked = question(slug)
    chosen = filled(given)
    found = ask(engine, things, asked, chosen)
    charts = charted(found)
    return page(
        request,
        language,
        "question.html",
        scripts=("indicators.ts",) if charts else (),
        writes_styles=bool(charts),
        charts=charts,
        question=asked,
        fields=[
            _field(parameter, found, things, language) for parameter in asked.parameters.values()
        ],
        answer=found,
        see=_said()["see"].get(slug),
        shown=shown(found, asked),
        drawing=joined(found, ends[slug], language) if slug in (ends := joins()) else None,
        sparql=fill(asked, read_parameters(asked, chosen, things)),
        address=f"{API}/{slug}?{urlencode([*pairs(chosen), ('lang', language)])}",
        files=files(f"{API}/{slug}", chosen, language, FILES),
    )


def shown(found: Answer, asked: Question) -> Shown:
    """Return the rows that a page shows, without the columns that none of them has a value in."""
    has = {name for row in found.rows for name, value in row.items() if value not in (None, [])}
    return Shown(
        columns=list(columns(asked, found)),
        empty=[c for c in asked.columns.values() if c.name not in has] if found.rows else [],
        rows=found.rows[:MOST_ROWS],
    )


@cache
def groups() -> Sequence[Group]:
    """Return every question, each in its group of `questions.toml`."""
    return [
        Group(Labels(da=entry["name"][0], en=entry["name"][1]), [question(s) for s in entry["of"]])
        for entry in _said()["group"]
    ]


@cache
def joins() -> Mapping[str, Ends]:
    """Return what each question joins, of those whose answers can be drawn."""
    return {slug: Ends(**columns) for slug, columns in _said()["joins"].items()}


def charted(found: Answer) -> list[tuple[Thing, Chart]]:
    """Return the charts of an answer, where its question has figures over time."""
    columns = _said()["charts"].get(found.question)
    return of_answer(found, Columns(**columns)) if columns else []


@cache
def _said() -> Mapping[str, Any]:
    text = (packaged.files("api") / "explorer" / "questions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _field(parameter: Parameter, found: Answer, things: Things, language: Language) -> Field:
    values = found.parameters.get(parameter.name, ())
    chosen = [
        (value.id or value.iri) if isinstance(value, Thing) else str(value) for value in values
    ]
    return Field(
        parameter=parameter,
        allowed=_allowed(parameter.kind, things, language),
        chosen=[*chosen, ""] if parameter.several or not chosen else chosen,
    )


def _allowed(kind: str, things: Things, language: Language) -> list[Thing]:
    if kind in ("date", ANYTHING):
        return []
    known = things.named(things.allowed(kind)).values()
    return sorted(known, key=lambda thing: thing.label[language].casefold())
