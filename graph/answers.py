"""Answers in types: what a question returns, whichever engine answered and whatever asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from graph.names import Language


class Model(BaseModel):
    """An immutable part of an answer."""

    model_config = ConfigDict(frozen=True)


class Labels(Model):
    """A name in Danish and in English; one is missing only for what is not ours."""

    da: str | None = None
    en: str | None = None

    def __getitem__(self, language: Language) -> str:
        """Return the name in a language, or in the other where it has none, or nothing."""
        wanted, other = (self.da, self.en) if language == "da" else (self.en, self.da)
        return wanted or other or ""


class Thing(Model):
    """Anything that has an IRI, with its name: an element, a body, a concept, a property."""

    iri: str
    id: str | None = Field(description="The short id, where it is a thing or concept of ours.")
    label: Labels


class Quote(Model):
    """A passage of a document, to the letter, and where a reader finds it."""

    text: str = Field(description="The words as the text of the document has them.")
    plain: str = Field(description="The same without line ends, line-end hyphens and marks.")
    document: Thing
    headings: str = Field(description="The headings that the passage stands under.")
    before: str = Field(description="The 60 characters before the passage.")
    after: str = Field(description="The 60 characters after the passage.")
    start: int = Field(description="Offset in Unicode code points, from 0.")
    end: int = Field(description="Offset of the character after the last.")
    passage: str = Field(description="The IRI of the passage.")


Cell: TypeAlias = Thing | bool | int | Decimal | date | str | Sequence[Quote] | None
Value: TypeAlias = Thing | date | str


class Scope(Model):
    """Whether a document was read in full for what a question is about.

    Where it was and no row is from it, the document does not say: that is silence of the
    document. Where it was not, nothing is known: it is not coded yet.
    """

    document: Thing
    agreement: Thing
    read: bool = Field(description="Read in full for every term of `about`.")


class Answer(Model):
    """The whole answer to a question, and what it was asked with."""

    question: str = Field(description="The slug of the question.")
    title: Labels
    release: str = Field(description="The data release that answered; cite it.")
    parameters: Mapping[str, Sequence[Value]]
    columns: Sequence[str]
    about: Sequence[Thing] = Field(description="The classes, properties or themes it is about.")
    scope: Sequence[Scope] = Field(description="Of which documents a silence can be told.")
    total: int = Field(description="The number of rows; an answer is always whole.")
    rows: Sequence[Mapping[str, Cell]]
