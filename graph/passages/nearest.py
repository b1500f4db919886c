"""The passage nearest to a quote that is not there: shown to the curator, and never used."""

import re
from typing import Final

_WORD: Final = re.compile(r"\w+")


def nearest_passage(raw: str, words: str) -> str:
    """Return the stretch of the text that shares most words with the quote, on one line."""
    wanted = {word.casefold() for word in _WORD.findall(words)}
    found = list(_WORD.finditer(raw))
    if not found or not wanted:
        return "nothing"
    width = min(len(_WORD.findall(words)), len(found))
    hits = [match.group().casefold() in wanted for match in found]
    score, place = sum(hits[:width]), 0
    best = (score, hits[0])
    for start in range(1, len(found) - width + 1):
        score += hits[start + width - 1] - hits[start - 1]
        if (score, hits[start]) > best:
            best, place = (score, hits[start]), start
    return " ".join(raw[found[place].start() : found[place + width - 1].end()].split())
