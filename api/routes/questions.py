"""The named questions: what there is to ask, and the answers as JSON or CSV."""

from collections.abc import Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from pydantic import BaseModel, Field

from api.deps import EngineDep, LanguageDep, ThingsDep
from api.negotiation import choose
from api.representations import to_csv
from graph.answers import Answer, Labels, Thing
from graph.ask import ask
from graph.catalogue import Question, Wording, question, questions
from graph.things import ANYTHING, Things

router = APIRouter(prefix="/api/v1", tags=["questions"])

JSON, CSV = "application/json", "text/csv"
RESERVED = frozenset({"lang"})
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
def catalogue(engine: EngineDep, things: ThingsDep) -> Catalogue:
    """List every question with its parameters, allowed values and SPARQL."""
    known = [_info(found, things) for found in questions().values()]
    return Catalogue(release=engine.release, total=len(known), questions=known)


@router.get("/questions/{slug}", response_model=Answer, responses={200: {"content": {CSV: {}}}})
def answer(
    slug: str,
    request: Request,
    engine: EngineDep,
    things: ThingsDep,
    language: LanguageDep,
    accept: Annotated[str | None, Header()] = None,
) -> Response | Answer:
    """Answer a question; its parameters are listed by `/api/v1/questions`.

    A parameter takes an IRI, a short id (`dk82-2019.goal.1`), a slug or a code; repeated, it means
    any of these. JSON and CSV are told apart by the header Accept.
    """
    asked = question(slug)
    kind = choose(accept, (JSON, CSV))
    found = ask(engine, things, asked, _given(request))
    if kind == CSV:
        return Response(to_csv(found, asked.columns, language), media_type=CSV)
    return found


def _given(request: Request) -> Mapping[str, Sequence[str]]:
    query = request.query_params
    return {name: query.getlist(name) for name in query if name not in RESERVED}


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
