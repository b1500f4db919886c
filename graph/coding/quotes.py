"""Quotes, and what rests on them: relations and moments in time."""

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from graph.coding.context import context
from graph.coding.faults import fault
from graph.errors import nearest
from graph.passages import Passage, Quote, QuoteError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Occurrence = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]* of [1-9][0-9]*$")]
Ground = Literal["stated", "structural", "analyst"]


class Strict(BaseModel):
    """A mapping of a sheet: only the keys that are named below are known."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-")
    )


class QuoteEntry(Strict):
    """Words that stand in the document, to the letter.

    Plain text, or a mapping where more must be said: which `occurrence` of several is meant, or,
    in a sheet that several documents share, `in` which document the words stand.
    """

    text: Words
    occurrence: Occurrence | None = None
    document: Words | None = Field(None, alias="in")
    _passage: Passage | None = PrivateAttr(None)

    @model_validator(mode="before")
    @classmethod
    def _plain_text(cls, value: Any) -> Any:
        return {"text": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _prove(self, info: ValidationInfo) -> Self:
        known = context(info)
        if known is None:
            return self
        document = self.document or known.document
        if document not in known.provers:
            wrong = f"the quote is said to be in '{document}'" if document else "say `in`"
            raise fault(wrong, nearest(document, known.provers))
        try:
            self._passage = known.provers[document].prove(self.as_quote())
        except QuoteError as error:
            raise fault(error.wrong, error.right) from error
        return self

    def as_quote(self) -> Quote:
        """Return the quote as the matcher takes it."""
        if self.occurrence is None:
            return Quote(self.text)
        number, total = self.occurrence.split(" of ")
        return Quote(self.text, (int(number), int(total)))

    @property
    def passage(self) -> Passage:
        """The passage that the quote was proved to be."""
        assert self._passage is not None, "only a sheet read with a context has passages"
        return self._passage


def _one_or_more(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Quotes = Annotated[list[QuoteEntry], BeforeValidator(_one_or_more), Field(min_length=1)]


class Grounded(Strict):
    """What a statement stands on: the ground, the quotes and, for our own reading, the reason."""

    ground: Ground
    quote: Quotes
    reason: Words | None = None

    @model_validator(mode="after")
    def _reading_has_a_reason(self) -> Self:
        if self.ground == "analyst" and self.reason is None:
            raise fault("ground 'analyst' without a reason", "say in `reason:` why we read it so")
        return self


class When(Strict):
    """A time in the words of the document, and the bounds that hold it for certain.

    `ultimo 2021` lies not before 1 October and not after 31 December 2021; `data/README.md` has
    the table. Bounds are left out where the words give none.
    """

    words: Words
    not_before: date | None = Field(None, alias="from")
    not_after: date | None = Field(None, alias="until")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.not_before and self.not_after and self.not_before > self.not_after:
            wrong = f"`from` {self.not_before} is later than `until` {self.not_after}"
            raise fault(wrong, "swap the two dates")
        return self


class Relation(Grounded):
    """One relation: `to` whom, on what ground, by which words, and `when` if the text says it."""

    to: Words
    when: When | None = None

    def to_iri(self, iri: str) -> "Relation":
        """Return the same relation with the IRI that `to` stands for."""
        return self.model_copy(update={"to": iri})


class ReadSpan(Strict):
    """A stretch of the text that was read and that no passage quotes, from words to words."""

    first: Words = Field(alias="from")
    last: Words = Field(alias="to")
    why: Words
    _bounds: tuple[int, int] | None = PrivateAttr(None)

    @model_validator(mode="after")
    def _prove(self, info: ValidationInfo) -> Self:
        known = context(info)
        if known and known.document in known.provers:
            try:
                span = known.provers[known.document].prove_span(self.first, self.last)
            except QuoteError as error:
                raise fault(error.wrong, error.right) from error
            self._bounds = (span.start, span.end)
        return self

    @property
    def bounds(self) -> tuple[int, int]:
        """The offsets of the first character and of the one after the last."""
        assert self._bounds is not None, "only a sheet read with a context has offsets"
        return self._bounds
