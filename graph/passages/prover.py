"""Finding a quote in the text of its document, and nowhere else."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Final, Protocol

from graph.passages.folding import Folded, fold
from graph.passages.headings import outline
from graph.passages.nearest import nearest_passage
from graph.passages.quote import LONGEST, Passage, Quote, QuoteError, Span, Verdict

AROUND: Final = 60
"""Characters of the text that a passage keeps before and after it."""


class Prover(Protocol):
    """Finds quotes of one document."""

    def prove(self, quote: Quote) -> Passage:
        """Return the passage that the quote is; raise QuoteError where it may not be published."""

    def prove_span(self, first: str, last: str) -> Span:
        """Return the stretch from the words `first` to the words `last`; raise QuoteError."""


class TextProver:
    """Finds quotes in a text, and remembers what it found."""

    def __init__(
        self,
        document: str,
        raw: str,
        headings: str = "",
        layout_hyphens: Sequence[str] = (),
        others: Mapping[str, "TextProver"] | None = None,
    ) -> None:
        """Take the text of `document`; `others` are looked through for misattributed quotes.

        Raises HeadingError where the outline `headings` is not that of the text.
        """
        self.document = document
        self.raw = raw
        self.digest = sha256(raw.encode()).hexdigest()
        self.passages: dict[Quote, Passage] = {}
        self.spans: dict[tuple[str, str], Span] = {}
        self._layout_hyphens = layout_hyphens
        self._others = others if others is not None else {}
        self._folded = fold(raw, layout_hyphens)
        self._outline = outline(raw, self._folded, headings)

    def prove(self, quote: Quote) -> Passage:
        """See `Prover.prove`."""
        if quote not in self.passages:
            self.passages[quote] = self._passage(quote)
        return self.passages[quote]

    def prove_span(self, first: str, last: str) -> Span:
        """See `Prover.prove_span`: `first` is unique, `last` the nearest one after it."""
        key = (first, last)
        if key not in self.spans:
            start, end = self._one(Quote(first))
            following = [span for span in self.find(last) if span[0] >= start and span[1] >= end]
            if not following:
                raise self._absent(Quote(last), f"after '{first}'")
            self.spans[key] = Span(start, following[0][1])
        return self.spans[key]

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return the raw bounds of every place where the words stand, whole words only."""
        places: dict[tuple[int, int], None] = {}
        for reading in self._readings(words):
            places |= dict.fromkeys(_matches(self._folded, reading))
        return sorted(places)

    def _readings(self, words: str) -> Iterator[str]:
        """Yield the quote folded: as it stands, and with its hyphens before spaces at line ends."""
        yield fold(words, self._layout_hyphens).text.strip()
        if "- " in words:
            yield fold(words.replace("- ", "-\n"), self._layout_hyphens).text.strip()

    def _passage(self, quote: Quote) -> Passage:
        start, end = self._one(quote)
        exact = self.raw[start:end]
        if len(exact) > LONGEST:
            wrong = f"the quote has {len(exact)} characters, {LONGEST} are the limit"
            raise QuoteError(Verdict.REFUSED, wrong, "split it into several quotes")
        return Passage(
            start,
            end,
            document=self.document,
            digest=self.digest,
            exact=exact,
            prefix=self.raw[max(0, start - AROUND) : start],
            suffix=self.raw[end : end + AROUND],
            headings=self._outline.path(start),
            foldings=self._needed(quote.text, exact),
        )

    def _one(self, quote: Quote) -> tuple[int, int]:
        """Return the raw bounds of the one place that the quote means."""
        if len(fold(quote.text).text.split()) < 2:
            wrong = f"'{quote.text}' is no quote: it has fewer than two words"
            raise QuoteError(Verdict.REFUSED, wrong, "quote the words around it too")
        places = self.find(quote.text)
        if not places:
            raise self._absent(quote, "in the text")
        if quote.occurrence is None and len(places) == 1:
            return places[0]
        number, total = quote.occurrence or (0, 0)
        if total != len(places) or not 1 <= number <= total:
            raise self._ambiguous(quote, places)
        return places[number - 1]

    def _ambiguous(self, quote: Quote, places: Sequence[tuple[int, int]]) -> QuoteError:
        paths = (" › ".join(self._outline.path(start)) or "no heading" for start, _ in places)
        where = "; ".join(f"{number} under {path}" for number, path in enumerate(paths, 1))
        wrong = f"'{_short(quote.text)}' stands {len(places)} times here ({where})"
        right = f"add words before or after, or write `occurrence: 1 of {len(places)}`"
        return QuoteError(Verdict.AMBIGUOUS, wrong, right)

    def _absent(self, quote: Quote, where: str) -> QuoteError:
        holders = [name for name, other in self._others.items() if other.find(quote.text)]
        if holders and where == "in the text":
            wrong = f"'{_short(quote.text)}' stands in {', '.join(holders)}, not in {self.document}"
            right = "quote this document, or say the other with `in:` in entities.yaml"
            return QuoteError(Verdict.MISATTRIBUTED, wrong, right)
        near = nearest_passage(self.raw, quote.text)
        wrong = f"'{_short(quote.text)}' does not stand {where}"
        return QuoteError(Verdict.ABSENT, wrong, f"the nearest is: {near}")

    def _needed(self, words: str, exact: str) -> tuple[int, ...]:
        """Return the numbers of the foldings without which the words would not match."""
        if words == exact:
            return ()
        used = fold(words, self._layout_hyphens).used | fold(exact, self._layout_hyphens).used
        return tuple(sorted(number for number in used if not self._equal(words, exact, number)))

    def _equal(self, words: str, exact: str, without: int) -> bool:
        one, two = (
            fold(text, self._layout_hyphens, without).text.strip() for text in (words, exact)
        )
        return one == two


def _matches(folded: Folded, words: str) -> Iterator[tuple[int, int]]:
    place = folded.text.find(words)
    while place >= 0:
        end = place + len(words)
        if not (_inside(folded.text, place) or _inside(folded.text, end)):
            yield folded.bounds(place, end)
        place = folded.text.find(words, place + 1)


def _inside(text: str, place: int) -> bool:
    """Whether a place between two characters is inside a word."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 80 else words[:79] + "…"
