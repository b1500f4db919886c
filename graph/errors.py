"""Every error that the project raises on purpose.

AftalegrafError
├── SheetError          a coding sheet, a quote or release.yaml is wrong (one or many problems)
├── RdfError            an RDF file cannot be read
├── ConformanceError    the graph breaks a shape, so nothing was written
├── EnginesDisagree     the two SHACL engines find different things, so nothing was written
├── ReleaseError        a release is missing, damaged, not the one it says it is, or not written
├── QuestionError
│   ├── UnknownQuestion   no question has that slug
│   ├── UnknownCollection no collection has that name
│   └── ParameterError    a parameter or its value is not one that the question knows
├── UnknownThing        nothing has that id
│   ├── Withdrawn         something had it once
│   └── Merged            what had it is part of another thing now
└── QueryError
    ├── QuerySyntaxError  the engine cannot parse the query
    ├── QueryRefused      the query asks for what this service does not do
    ├── QueryTooLong      the query has more characters than are read
    ├── DeadlineExceeded  the query was stopped at its deadline
    ├── MemoryExceeded    the query was stopped because it took too much memory
    ├── ResultTooLarge    the result is larger than any that is sent
    ├── QueryCrashed      the engine ended while it read or evaluated the query
    └── Busy              too much is asked at once, or the engine is away for a moment
"""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self


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
    """All problems found in one run over what people write, in the order of file and line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class RdfError(AftalegrafError):
    """An RDF file is missing, of an unknown format or has a syntax error; names the file."""


class ConformanceError(AftalegrafError):
    """The graph breaks a shape; the message is the readable report."""


class EnginesDisagree(AftalegrafError):  # noqa: N818 - named as the user meets it
    """The two SHACL engines find different things in the graph; the message lists them."""


class ReleaseError(AftalegrafError):
    """A release is missing, damaged, not the one that it names, or cannot be written to disk."""


class QuestionError(AftalegrafError):
    """A named question was asked wrongly."""


class UnknownQuestion(QuestionError):  # noqa: N818 - named as the user meets it
    """No question has that slug; the message names the nearest ones."""


class UnknownCollection(QuestionError):  # noqa: N818 - named as the user meets it
    """No collection has that name; the message names the nearest ones."""


class ParameterError(QuestionError):
    """A parameter or its value is not one that the question knows; names the nearest ones."""


class UnknownThing(AftalegrafError):  # noqa: N818 - named as the user meets it
    """Nothing has that id."""


class Withdrawn(UnknownThing):
    """Something had that id once; its number is never given again."""


class Merged(UnknownThing):
    """What had that id is part of another thing now."""

    def __init__(self, iri: str, into: str) -> None:
        """Say that the thing `iri` is part of `into` now; both are IRIs."""
        self.into = into
        super().__init__(f"{iri} was merged into {into}")


class QueryError(AftalegrafError):
    """A SPARQL query that is not answered."""


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1 as the engine reads it."""


class QueryRefused(QueryError):  # noqa: N818 - named as the user meets it
    """The query is valid but asks for what this service does not do."""


class QueryTooLong(QueryError):  # noqa: N818 - named as the user meets it
    """The query has more characters than are read."""


class DeadlineExceeded(QueryError):  # noqa: N818 - named as the user meets it
    """The query was stopped; tells the deadline and the time since the request came, both in ms."""

    def __init__(self, deadline: int, elapsed: int) -> None:
        self.deadline, self.elapsed = deadline, elapsed
        super().__init__(
            f"the query was stopped after {elapsed} ms, its deadline is {deadline} ms; let it "
            "match less: name the agreement, region or class, join fewer patterns, avoid "
            "crossing patterns that share no variable, and sort or count less"
        )


class MemoryExceeded(QueryError):  # noqa: N818 - named as the user meets it
    """The query was stopped because it took more memory than a query may have."""


class ResultTooLarge(QueryError):  # noqa: N818 - named as the user meets it
    """The result is larger than any that is sent; nothing of it was."""

    @classmethod
    def over(cls, most: int) -> Self:
        """Return the error of a result that has more than `most` bytes."""
        return cls(
            f"the result has more than {most} bytes; ask for fewer rows (LIMIT) or columns, or "
            "load the data set into an engine of your own"
        )


class QueryCrashed(QueryError):  # noqa: N818 - named as the user meets it
    """The engine ended while it read or evaluated this query; nothing else was harmed."""


class Busy(QueryError):  # noqa: N818 - named as the user meets it
    """The query was not begun or not finished for no fault of its own: it may be sent again."""


LISTED: Final = 40
"""Names that advice lists where none is near."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return advice that names the known words nearest to `word`, or all where none is near."""
    names = sorted(known)
    close = difflib.get_close_matches(word, names, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(f"'{name}'" for name in close) + "?"
    if not names:
        return "there is none to choose from"
    more = f" and {len(names) - LISTED} more" if len(names) > LISTED else ""
    return "known are " + ", ".join(names[:LISTED]) + more
