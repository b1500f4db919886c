"""Quotes, found in the text to the letter after a few published foldings, or refused.

`graph/foldings.md` is the table of foldings; `data/README.md` tells a curator how to quote.
"""

from graph.passages.locks import LockProver, lock_of
from graph.passages.prover import Prover, TextProver
from graph.passages.quote import Passage, Quote, QuoteError, Span, Verdict

__all__ = [
    "LockProver",
    "Passage",
    "Prover",
    "Quote",
    "QuoteError",
    "Span",
    "TextProver",
    "Verdict",
    "lock_of",
]
