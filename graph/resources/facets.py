"""The facets: by what the things of every collection are filtered and counted.

Each is a file of `facets/`, SPARQL that gives pairs of a thing and a value. Its first lines say
what it means in both languages, the kind of its values (a class, a concept scheme, `class`, or
`text`), the properties that it stands for in a list, and the facet through which a thing has its
value (`through: agreement`: what is of an agreement has the agreement's region).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from graph.answers import Labels
from graph.files import folder

KIND: Final = "# kind: "
THROUGH: Final = "# through: "
STANDS_FOR: Final = "# stands for: "


@dataclass(frozen=True)
class Facet:
    """One facet: name, wording, kind of values, and its SPARQL."""

    name: str
    label: Labels
    kind: str
    through: str | None
    properties: Sequence[str]
    sparql: str


@cache
def facets() -> Mapping[str, Facet]:
    """Return every facet by its name; one that goes through another comes after it."""
    files = [file for file in folder("resources/facets").iterdir() if file.name.endswith(".rq")]
    found = [_read(file.name.removesuffix(".rq"), file.read_text("utf-8")) for file in files]
    ordered = sorted(found, key=lambda facet: (facet.through is not None, facet.name))
    return {facet.name: facet for facet in ordered}


def _read(name: str, text: str) -> Facet:
    lines = text.splitlines()
    danish, english = lines[0].removeprefix("# ").split(" / ")
    return Facet(
        name,
        Labels(da=danish, en=english),
        _said(lines, KIND) or "text",
        _said(lines, THROUGH) or None,
        _said(lines, STANDS_FOR).split(),
        text,
    )


def _said(lines: Sequence[str], mark: str) -> str:
    return next((line.removeprefix(mark) for line in lines if line.startswith(mark)), "")
