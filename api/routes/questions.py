"""The named questions: what there is to ask, and the answers as JSON or CSV."""

from collections.abc import Sequence
from operator import attrgetter

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, Field

from api.deps import EngineDep, GivenDep, ThingsDep, WantedDep
from api.render import answer_response, take_none
from api.tables.answers import answer_table
from api.tables.table import Table
from graph.answer_rdf import answer_triples
from graph.answers import Answer, Labels, Thing
from graph.ask import Given, ask
from graph.catalogue import Question, Wording, question, questions
from graph.names import Language
from graph.things import ANYTHING, Things
from graph.turtle import Triples

router = APIRouter(prefix="/api/v1", tags=["questions"])

RESERVED = frozenset({"lang", "bom"})
"""Parameters of every answer, which no question may use for itself."""


class ParameterInfo(BaseModel):
    """A parameter of a question, and the things that it may be given."""

    name: str
    kind: str = Field(description="A class, a concept scheme, `date` or `Thing`.")
    several: bool = Field(description="Repeated means: any of these.")
    description: Labels
    allowed: Sequence[Thing] | None = Field(description="None where any date or thing will do.")


class ColumnInfo(BaseModel):
    """A column of the answer."""

    name: str
    kind: str
    description: Labels


class QuestionInfo(BaseModel):
    """A question: its wording, what it takes, what it gives, and its SPARQL."""

    slug: str
    title: Labels
    url: str
    parameters: Sequence[ParameterInfo]
    columns: Sequence[ColumnInfo]
    sparql: str


class Catalogue(BaseModel):
    """All questions, and the release that answers them."""

    release: str
    total: int
    questions: Sequence[QuestionInfo]


@router.get("/questions")
def catalogue(given: GivenDep, engine: EngineDep, things: ThingsDep) -> Catalogue:
    """List every question with its parameters, allowed values and SPARQL."""
    take_none(given)
    known = [_info(found, things) for found in questions().values()]
    return Catalogue(release=engine.release, total=len(known), questions=known)


@router.get("/questions/{slug}", include_in_schema=False)
def any_answer(
    slug: str,
    request: Request,
    engine: EngineDep,
    things: ThingsDep,
    given: GivenDep,
    wanted: WantedDep,
) -> Response:
    """Answer the question with that slug; raise UnknownQuestion where there is none."""
    asked = question(slug)

    def run(rest: Given) -> Answer:
        return ask(engine, things, asked, rest)

    def tabulate(found: Answer, language: Language) -> Table:
        return answer_table(found, asked, language)

    def triples(found: Answer) -> Triples:
        return answer_triples(found, asked)

    scope, title = attrgetter("scope"), _labels(asked.title)
    return answer_response(request, wanted, given, title, run, tabulate, scope, triples)


def _info(found: Question, things: Things) -> QuestionInfo:
    return QuestionInfo(
        slug=found.slug,
        title=_labels(found.title),
        url=f"{router.prefix}/questions/{found.slug}",
        parameters=[
            ParameterInfo(
                name=parameter.name,
                kind=parameter.kind,
                several=parameter.several,
                description=_labels(parameter.description),
                allowed=_allowed(parameter.kind, things),
            )
            for parameter in found.parameters.values()
        ],
        columns=[
            ColumnInfo(name=column.name, kind=column.kind, description=_labels(column.description))
            for column in found.columns.values()
        ],
        sparql=found.sparql,
    )


def _allowed(kind: str, things: Things) -> Sequence[Thing] | None:
    if kind in ("date", ANYTHING):
        return None
    return list(things.named(things.allowed(kind)).values())


def _labels(wording: Wording) -> Labels:
    return Labels(da=wording["da"], en=wording["en"])
