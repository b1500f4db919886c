"""What a search returns, in types."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import Field

from graph.answers import Model
from graph.names import Language

Source: TypeAlias = Literal["label", "definition", "quote"]
"""The kind of text that is searched."""


class How(StrEnum):
    """How a word of the query matches a word of a text, the surest first."""

    EXACT = "exact"
    STEM = "stem"
    COMPOUND = "compound"
    PREFIX = "prefix"
    SPELLING = "spelling"


class Word(Model):
    """A word of the query, and what was made of it."""

    text: str = Field(description="The word as typed.")
    ignored: bool = Field(description="A function word, such as `og`: nothing must match it.")
    found: bool = Field(description="Some thing of the release matches it.")
    read_as: Sequence[str] = Field(
        description="The words of the release it is taken for, where it may be a typing error; "
        "with ae, oe and aa."
    )


class Hit(Model):
    """A thing that was found."""

    iri: str
    score: float = Field(description="Higher is better; only to be compared within one query.")


class Found(Model):
    """All things that a query finds, the best first."""

    words: Sequence[Word]
    all_words: bool = Field(
        description="Every hit matches all words. Where no thing does, hits match any of them."
    )
    hits: Sequence[Hit]


class Part(Model):
    """A stretch of a snippet; all parts joined are the snippet."""

    text: str
    matched: bool


class Why(Model):
    """How one word of the query matches a thing."""

    word: str = Field(description="The word as typed.")
    how: How | None = Field(description="None where the thing does not match the word.")
    source: Source | None
    language: Language | None
    matched: Sequence[str] = Field(description="The words of that text, as they stand there.")


class Match(Model):
    """Where and why a thing matches: the text that matches best, cut around the match."""

    iri: str
    source: Source
    language: Language
    passage: str | None = Field(description="The IRI of the passage, where the text is a quote.")
    snippet: Sequence[Part] = Field(description="To the letter, but for an … where it is cut.")
    why: Sequence[Why]


class Suggestion(Model):
    """A label that completes what is typed, and a thing that has it."""

    label: str
    language: Language
    iri: str
