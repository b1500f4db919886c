"""Labels that complete what is being typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.names import natural
from graph.search.analysis import letters, tokens
from graph.search.results import Suggestion
from graph.search.texts import Text


@dataclass(frozen=True)
class _Label:
    suggestion: Suggestion
    words: str
    """The words as they are compared, each after a space."""


class Labels:
    """All labels of a release, each once."""

    def __init__(self, texts: Iterable[tuple[str, Text]]) -> None:
        """Take IRIs with their texts; of things with the same label the first is suggested."""
        first: dict[str, _Label] = {}
        for iri, text in texts:
            if text.source == "label":
                suggestion = Suggestion(label=text.raw, language=text.language, iri=iri)
                words = "".join(f" {token.word}" for token in text.tokens)
                first.setdefault(words, _Label(suggestion, words))
        self._labels = sorted(
            first.values(), key=lambda label: (len(label.words), natural(label.words))
        )

    def completing(self, typed: str, limit: int) -> Sequence[Suggestion]:
        """Return up to `limit` labels that have all words typed, of the last at least the start.

        First come those that begin with what is typed, then the shorter ones.
        """
        words = [f" {token.word}" for token in tokens(typed)]
        if not words:
            return []
        if not letters(typed[-1:]):
            words[-1] += " "
        found = [
            label
            for label in self._labels
            if all(word in f"{label.words} " for word in _whole(words))
        ]
        start = "".join(words)
        found.sort(key=lambda label: not f"{label.words} ".startswith(start))
        return [label.suggestion for label in found[:limit]]


def _whole(words: Sequence[str]) -> list[str]:
    """Return the words so that all but the last are found only as whole words."""
    return [*(f"{word} " for word in words[:-1]), words[-1]]
