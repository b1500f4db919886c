"""The named questions: one `.rq` file each, valid SPARQL as it stands.

The first line is the question in both languages. Comments below it declare the parameters and
the columns of the answer:

    # Hvilke …? / Which …?
    # ?region Region: regionen, som aftalen dækker / the region that the agreement covers
    # $date date: den dag, der spørges til / the day that is asked about
    # about: Initiative
    # > initiative Thing: initiativet / the initiative
    # > quote Quote: det sted, det bygger på / the passage that it rests on

`?name` takes any number of values and stands in the query as `VALUES ?name { UNDEF }`, which
means "any"; `$name` takes one and is a variable of the query that the value replaces. What a
parameter takes is the name of a class (`Region`) or of a concept scheme (`theme`), `date`, or
`Thing` (whatever has an id). A column holds a `Thing`, a `Quote` (the IRI of a passage), or a
plain `text`, `date`, `integer`, `decimal` or `boolean`. `about` names the classes, properties or
themes that a document must have been read for before its silence means anything.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph.errors import UnknownQuestion, nearest
from graph.files import folder
from graph.names import Language

_PARAMETER: Final = re.compile(r"# (?P<sigil>[?$])(?P<name>\w+) (?P<kind>[\w-]+): (.+) / (.+)")
_ABOUT: Final = re.compile(r"# about: (.+)")
_COLUMN: Final = re.compile(r"# > (?P<name>\w+) (?P<kind>\w+): (.+) / (.+)")

Wording = Mapping[Language, str]

Terms: TypeAlias = Mapping[str, Sequence[NamedNode | Literal]]
"""The values of parameters as RDF terms, by name."""


@dataclass(frozen=True)
class Parameter:
    """One parameter: how it is called, what it takes, and whether it takes several."""

    name: str
    kind: str
    several: bool
    description: Wording


@dataclass(frozen=True)
class Column:
    """One column of the answer, and what it holds."""

    name: str
    kind: str
    description: Wording


@dataclass(frozen=True)
class Question:
    """A question: slug, wording, SPARQL, what it is about, its parameters and columns by name."""

    slug: str
    title: Wording
    sparql: str
    about: Sequence[str]
    parameters: Mapping[str, Parameter]
    columns: Mapping[str, Column]


@cache
def questions() -> Mapping[str, Question]:
    """Return every question by its slug, in the order of the slugs."""
    files = sorted(folder("queries").iterdir(), key=lambda file: file.name)
    found = [
        read_question(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".rq")
    ]
    return {question.slug: question for question in found}


def question(slug: str) -> Question:
    """Return the question with that slug; raise UnknownQuestion, which names the nearest ones."""
    try:
        return questions()[slug]
    except KeyError:
        advice = nearest(slug, questions())
        raise UnknownQuestion(f"there is no question '{slug}'; {advice}") from None


def read_question(slug: str, text: str) -> Question:
    """Return the question that a file's text states."""
    lines = text.splitlines()
    parameters = [_parameter(match) for line in lines if (match := _PARAMETER.fullmatch(line))]
    columns = [_column(match) for line in lines if (match := _COLUMN.fullmatch(line))]
    about = [
        name for line in lines if (match := _ABOUT.fullmatch(line)) for name in match[1].split()
    ]
    danish, english = lines[0].removeprefix("# ").split(" / ")
    return Question(
        slug,
        {"da": danish, "en": english},
        text,
        about,
        {parameter.name: parameter for parameter in parameters},
        {column.name: column for column in columns},
    )


def _parameter(match: re.Match[str]) -> Parameter:
    sigil, name, kind, danish, english = match.groups()
    return Parameter(name, kind, sigil == "?", {"da": danish, "en": english})


def _column(match: re.Match[str]) -> Column:
    name, kind, danish, english = match.groups()
    return Column(name, kind, {"da": danish, "en": english})
