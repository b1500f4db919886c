"""Answers in types: what a question returns, whichever engine answered and whatever asks."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticSerializationUnexpectedValue

from graph.names import Language

Finding: TypeAlias = Literal["stated", "declined", "silent", "not-coded"]
"""What a document says to a question, or whether anything can be said of it: see `Scope`."""


class Model(BaseModel):
    """An immutable part of an answer."""

    model_config = ConfigDict(frozen=True)


class Labels(Model):
    """A name in Danish and in English; one is missing only for what is not ours."""

    da: str | None = None
    en: str | None = None
    translated: Language | None = Field(
        default=None,
        description="The language whose label is our translation and not the source's words.",
    )

    def __getitem__(self, language: Language) -> str:
        """Return the name in a language, or in the other where it has none, or nothing."""
        wanted, other = (self.da, self.en) if language == "da" else (self.en, self.da)
        return wanted or other or ""

    def marked(self, language: Language) -> str:
        """Return the name in a language, or in the other with that language in brackets.

        `Sundhedsprofilen [da]` is what one who reads English gets where there is no English name.
        """
        found = self[language]
        is_other = bool(found) and not (self.da if language == "da" else self.en)
        return f"{found} [{'en' if language == 'da' else 'da'}]" if is_other else found


class Thing(Model):
    """Anything that has an IRI, with its name: an element, a body, a concept, a property."""

    iri: str
    id: str | None = Field(description="The short id, where it is a thing or concept of ours.")
    label: Labels


class Quote(Model):
    """A passage of a document, to the letter, and where a reader finds it."""

    text: str = Field(description="The words as the text of the document has them.")
    plain: str = Field(description="The same without line ends, line-end hyphens and marks.")
    language: Language = Field(default="da", description="The language of the document.")
    document: Thing
    headings: str = Field(description="The headings that the passage stands under.")
    before: str = Field(description="The 60 characters before the passage.")
    after: str = Field(description="The 60 characters after the passage.")
    start: int = Field(description="Offset in Unicode code points, from 0.")
    end: int = Field(description="Offset of the character after the last.")
    passage: str = Field(description="The IRI of the passage.")


def _to_float(figure: object) -> float:
    """Return a figure as a number; tell pydantic to try something else for anything else."""
    if not isinstance(figure, Decimal):
        raise PydanticSerializationUnexpectedValue("no figure")
    return float(figure)


Number: TypeAlias = Annotated[
    Decimal, PlainSerializer(_to_float, return_type=float, when_used="json")
]
"""A decimal figure, which is a number in JSON too."""

Cell: TypeAlias = Thing | bool | int | Number | date | str | Sequence[Quote] | None
Value: TypeAlias = Thing | date | str


class Scope(Model):
    """What one document, of those that were asked, says to the question.

    `stated` and `declined` are of its rows. Where the answer has no row of it, they are of the
    rows that it has without the other filters (a date, a status, a goal …): then `rows` is 0, the
    filters alone leave the document out, and it is not silent.
    """

    document: Thing
    agreement: Thing
    finding: Finding = Field(
        description="`stated`: a row rests on the document and is not declined. `declined`: every "
        "row that rests on it is something that it says shall not be done, or that was declined. "
        "`silent`: no row, and it was read in full for everything in `terms`: it does not say. "
        "`not-coded`: no row, and it was not read in full for that: nothing is known."
    )
    rows: int = Field(
        description="How many rows of the answer rest on the document. 0 beside `stated` or "
        "`declined`: it has something, but nothing that all filters let through."
    )
    read: bool = Field(
        description="Read in full for every term of `about`; false where there is none."
    )
    terms: Sequence[Thing] = Field(description="The terms of `about` it was read in full for.")
    missing: Sequence[Thing] = Field(description="Those that it was not read in full for.")


class Answer(Model):
    """The whole answer to a question, and what it was asked with."""

    question: str = Field(description="The slug of the question.")
    title: Labels
    release: str = Field(description="The data release that answered; cite it.")
    parameters: Mapping[str, Sequence[Value]]
    columns: Sequence[str]
    about: Sequence[Thing] = Field(
        description="The classes, properties and themes it is about, those of a filter by theme or "
        "target group included: what a document must have been read for before it can be silent."
    )
    scope: Sequence[Scope] = Field(
        description="What each document says that was asked; a filter by region, agreement, "
        "document, or by a thing of one of these, asks the documents of that alone. Beside them "
        "stand those that a row quotes. Empty for questions about the coding itself."
    )
    total: int = Field(description="The number of rows; an answer is always whole.")
    rows: Sequence[Mapping[str, Cell]]
    declined: Sequence[int] = Field(
        description="The rows, counted from 0, that are declined; every other is stated."
    )
