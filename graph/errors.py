"""Every error that the project raises on purpose.

AftalegrafError
├── SheetError          a coding sheet, or a quote in it, is wrong (one or many problems)
├── RdfError            an RDF file cannot be read
├── ConformanceError    the graph breaks a shape, so nothing was written
├── ReleaseError        the shipped graph is missing, damaged or not the one it says it is
├── QuestionError
│   ├── UnknownQuestion   no question has that slug
│   └── ParameterError    a parameter or its value is not one that the question knows
└── QueryError
    ├── QuerySyntaxError  the engine cannot parse the query
    └── QueryRefused      the query asks for what this service does not do
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


class AftalegrafError(Exception):
    """Root of the tree: what a caller may catch to catch them all."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in a file, and what would be right.

    `line` counts from 1.
    """

    file: str
    line: int
    wrong: str
    right: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}; {self.right}"


class SheetError(AftalegrafError):
    """All problems found in one run over the coding sheets, in the order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class RdfError(AftalegrafError):
    """An RDF file is missing, of an unknown format or has a syntax error; names the file."""


class ConformanceError(AftalegrafError):
    """The graph breaks a shape; the message is the readable report."""


class ReleaseError(AftalegrafError):
    """The shipped graph is missing, damaged or not the release that it names."""


class QuestionError(AftalegrafError):
    """A named question was asked wrongly."""


class UnknownQuestion(QuestionError):  # noqa: N818 - named as the user meets it
    """No question has that slug; the message names the nearest ones."""


class ParameterError(QuestionError):
    """A parameter or its value is not one that the question knows; names the nearest ones."""


class QueryError(AftalegrafError):
    """A SPARQL query that is not answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1 as the engine reads it."""


class QueryRefused(QueryError):  # noqa: N818 - named as the user meets it
    """The query is valid but asks for what this service does not do."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return advice that names the known words nearest to `word`, or all where none is near."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f"'{name}'" for name in close) + "?"
    return "known are " + ", ".join(names) if names else "there is none to choose from"
