"""How an answer is cited: what it is called, where it stands, which release gave it, and when.

Who made the data set, and what it is called in English, is said in `CITATION.cff` alone; the
release says on what day it was issued. Nothing else is known, so nothing else is told: there is no
publisher and no DOI.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from pydantic import Field
from pyoxigraph import Literal

from graph import names
from graph.answers import Labels, Model
from graph.engine import Engine, value
from graph.names import Language
from graph.release import META
from graph.resources import Resources

FILE: Final = "CITATION.cff"

_TITLES: Final = f"""
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?title WHERE {{ <{names.graph(META)}> dcterms:title ?title }}"""


class Author(Model):
    """Who made the data set: an entity by its one name, or a person by two."""

    name: str = Field(description="Of an entity the name, of a person the family names.")
    given: str | None = Field(default=None, description="The given names of a person.")


class Citation(Model):
    """A reference to one answer."""

    title: str
    language: Language = Field(description="The language of the title.")
    data_set: str = Field(description="The data set that the answer is from.")
    authors: Sequence[Author]
    place: str = Field(description="The address of the answer, or the command that gives it.")
    release: str = Field(description="The data release that answers.")
    issued: date | None = Field(description="The day that the release was issued, where it says.")
    accessed: date | None = Field(description="The day of access; none in a file that is kept.")

    @property
    def url(self) -> str | None:
        """The address, where it is one."""
        return self.place if self.place.startswith(("http://", "https://")) else None


def cite(
    title: str, place: str, language: Language, resources: Resources, accessed: date | None = None
) -> Citation:
    """Return the citation of an answer with that title, which stands at that place."""
    return Citation(
        title=title,
        language=language,
        data_set=_title(resources.engine)[language],
        authors=authors(),
        place=place,
        release=resources.release,
        issued=resources.issued,
        accessed=accessed,
    )


@cache
def authors() -> Sequence[Author]:
    """Return the authors that `CITATION.cff` names (Citation File Format 1.2.0, `authors`)."""
    import yaml  # not before somebody cites: serving starts without it

    packaged = files("graph") / FILE
    file = packaged if packaged.is_file() else Path(str(files("graph"))).parent / FILE
    said = yaml.safe_load(file.read_text("utf-8"))
    return [_author(found) for found in said["authors"]]


def _author(said: Mapping[str, Any]) -> Author:
    if "name" in said:
        return Author(name=said["name"])
    family = " ".join(filter(None, (said.get("name-particle"), said["family-names"])))
    return Author(name=family, given=said.get("given-names"))


def _title(engine: Engine) -> Labels:
    terms = [row["title"] for row in engine.select(_TITLES).rows]
    said = {term.language: value(term) for term in terms if isinstance(term, Literal)}
    return Labels(da=said.get("da"), en=said.get("en"))
