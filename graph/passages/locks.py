"""The lock: what was proved against the texts, so that a build is possible without them."""

import json
from collections.abc import Mapping
from typing import Any

from graph.passages.prover import TextProver
from graph.passages.quote import Passage, Quote, QuoteError, Span, Verdict

_RIGHT = "build once where the source texts are (AFTALEGRAF_SOURCES), so that the quote is proved"


def lock_of(prover: TextProver) -> str:
    """Return the lock (JSON) of everything that the prover found, in the order of the text."""
    passages = [
        {"quote": quote.text, "occurrence": quote.occurrence, **_fields(passage)}
        for quote, passage in prover.passages.items()
    ]
    spans = [
        {"from": first, "to": last, "start": span.start, "end": span.end}
        for (first, last), span in prover.spans.items()
    ]
    content = {
        "document": prover.document,
        "digest": prover.digest,
        "passages": sorted(passages, key=lambda p: (p["start"], p["end"], p["quote"])),
        "spans": sorted(spans, key=lambda s: (s["start"], s["end"])),
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


class LockProver:
    """Finds quotes in a lock: only what was proved before can be built."""

    def __init__(self, lock: Mapping[str, Any]) -> None:
        """Take a lock as it was read from JSON."""
        self.document: str = lock["document"]
        self.digest: str = lock["digest"]
        self._passages = {_quote(entry): self._passage(entry) for entry in lock["passages"]}
        self._spans = {(s["from"], s["to"]): Span(s["start"], s["end"]) for s in lock["spans"]}

    def prove(self, quote: Quote) -> Passage:
        """See `Prover.prove`."""
        try:
            return self._passages[quote]
        except KeyError:
            wrong = f"'{quote.text}' is not among the proved quotes of {self.document}"
            raise QuoteError(Verdict.ABSENT, wrong, _RIGHT) from None

    def prove_span(self, first: str, last: str) -> Span:
        """See `Prover.prove_span`."""
        try:
            return self._spans[first, last]
        except KeyError:
            wrong = f"the stretch from '{first}' to '{last}' is not among the proved ones"
            raise QuoteError(Verdict.ABSENT, wrong, _RIGHT) from None

    def _passage(self, entry: Mapping[str, Any]) -> Passage:
        return Passage(
            entry["start"],
            entry["end"],
            document=self.document,
            digest=self.digest,
            exact=entry["exact"],
            prefix=entry["prefix"],
            suffix=entry["suffix"],
            headings=tuple(entry["headings"]),
            foldings=tuple(entry["foldings"]),
        )


def _quote(entry: Mapping[str, Any]) -> Quote:
    occurrence = entry["occurrence"]
    return Quote(entry["quote"], tuple(occurrence) if occurrence else None)


def _fields(passage: Passage) -> dict[str, Any]:
    names = ("start", "end", "exact", "prefix", "suffix", "headings", "foldings")
    return {name: getattr(passage, name) for name in names}
