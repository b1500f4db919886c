"""What a quote is before and after it is proved."""

from dataclasses import dataclass
from enum import StrEnum

from graph.errors import AftalegrafError

LONGEST = 300
"""Characters of a passage, at most: a quotation is short."""


class Verdict(StrEnum):
    """What became of a quote that was looked for; only the first two may be published."""

    EXACT = "exact"
    FOLDED = "folded"
    AMBIGUOUS = "ambiguous"
    MISATTRIBUTED = "misattributed"
    ABSENT = "absent"
    REFUSED = "refused"


class QuoteError(AftalegrafError):
    """A quote cannot be published: its verdict, what is wrong, and what would be right."""

    def __init__(self, verdict: Verdict, wrong: str, right: str) -> None:
        super().__init__(f"{wrong}; {right}")
        self.verdict, self.wrong, self.right = verdict, wrong, right


@dataclass(frozen=True)
class Quote:
    """Words to look for; `occurrence` (2, 14) means the second of fourteen."""

    text: str
    occurrence: tuple[int, int] | None = None


@dataclass(frozen=True)
class Span:
    """A stretch of a text: offsets in Unicode code points from 0, the end exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Passage(Span):
    """A quote that was found: the raw words, what stands around them, and how they were found."""

    document: str
    digest: str
    exact: str
    prefix: str
    suffix: str
    headings: tuple[str, ...]
    foldings: tuple[int, ...]

    @property
    def key(self) -> str:
        """The path of the passage's IRI: document, first digits of the digest, offsets."""
        return f"{self.document}/{self.digest[:12]}/{self.start}-{self.end}"

    @property
    def verdict(self) -> Verdict:
        """Whether the words stand there as they were written, or after foldings."""
        return Verdict.FOLDED if self.foldings else Verdict.EXACT
