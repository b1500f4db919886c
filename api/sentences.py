"""What each document says to a question, in sentences for a reader of a terminal."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from api.tables.answers import named_terms
from graph.answers import Answer, Scope

ORDER: Final = ("Stated", "Declined", "The text does not say", "Not coded yet")
STATED, DECLINED, SILENT, UNREAD = ORDER
FILTERED: Final = " (nothing that the filters let through)"


def to_sentences(answer: Answer) -> Iterator[str]:
    """Tell the findings in words: a sentence for the documents of which the same is to be told."""
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in answer.scope:
        told[_words(entry)].append(entry.document.label.marked("da"))
    for (words, why), documents in sorted(told.items(), key=lambda item: ORDER.index(item[0][0])):
        yield f"{words}: {'; '.join(documents)}{why}."
    if answer.about and not answer.scope and not answer.rows:
        yield f"{UNREAD}: there is no document of what was asked for."


def _words(entry: Scope) -> tuple[str, str]:
    """Return what is told of a document, and what is told in brackets after its name."""
    terms = ", ".join(named_terms(entry, "en"))
    match entry.finding:
        case "silent":
            return SILENT, f" (read in full for: {terms})"
        case "not-coded":
            return UNREAD, f" (not read in full for: {terms})" if terms else ""
        case "declined":
            return DECLINED, "" if entry.rows else FILTERED
        case "stated":
            return STATED, "" if entry.rows else FILTERED
