"""Reading the parameters of a request: what they are given as, and what is meant."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final

from graph import names
from graph.ask import Given
from graph.errors import ParameterError, nearest
from graph.names import Language
from graph.resources.collections import vocabulary
from graph.resources.facets import Facet
from graph.resources.resources import Resources

MAX_LIMIT: Final = 500


@cache
def code(iri: str) -> str:
    """Return what a filter takes for a value of a facet: a code, a class, or a short id."""
    if not iri.startswith(names.CONCEPT):
        return names.short_id(iri) or iri.removeprefix(names.ONT)
    name = iri.removeprefix(names.CONCEPT)
    schemes = (f"{kind}-" for kind in vocabulary().codes if name.startswith(f"{kind}-"))
    return name.removeprefix(max(schemes, key=len, default=""))


def read_value(facet: Facet, text: str, resources: Resources) -> str:
    """Return the value of a facet that a text names; raise ParameterError where it names none."""
    if facet.kind not in ("class", "text"):
        return resources.things.resolve(text, facet.kind, facet.name)
    known = resources.index.values[facet.name]
    found = next((iri for iri in known if text in (iri, code(iri))), None)
    if found is None:
        advice = nearest(text, map(code, known))
        raise ParameterError(f"{facet.name}: '{text}' is no known value; {advice}")
    return found


def read_thing(text: str, resources: Resources) -> str:
    """Return the IRI that a short id or an IRI stands for."""
    iri = text if "://" in text else names.from_short_id(text) or ""
    if iri not in resources.index.numbers:
        raise ParameterError(f"id: nothing has the id '{text}'; write it as dk82-2019.goal.1")
    return iri


def read_words(given: Given, name: str) -> list[str]:
    """Return the values of a parameter; a comma separates as a repetition does."""
    return [
        word.strip() for text in given.get(name, ()) for word in text.split(",") if word.strip()
    ]


def read_several(given: Given, name: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a parameter, each once; raise ParameterError for an unknown one."""
    words = read_words(given, name)
    for word in words:
        if word not in known:
            raise ParameterError(f"{name}: '{word}' is not known; {nearest(word, known)}")
    return tuple(dict.fromkeys(words))


def read_one(given: Given, name: str, default: str) -> str:
    """Return the one value of a parameter; raise ParameterError where there are several."""
    values = given.get(name, ())
    if len(values) > 1:
        raise ParameterError(f"{name}: one value is wanted, {len(values)} are given")
    return values[0] if values else default


def read_choice(given: Given, name: str, known: Sequence[str], default: str) -> str:
    """Return the one value of a parameter that takes few; raise ParameterError for any other."""
    text = read_one(given, name, default)
    if text not in known:
        raise ParameterError(f"{name}: '{text}' is not known; {nearest(text, known)}")
    return text


def read_day(name: str, text: str) -> date:
    """Return the day that a text names; raise ParameterError where it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ParameterError(f"{name}: '{text}' is no date; write it as 2021-12-31") from None


def read_limit(given: Given, default: int) -> int:
    """Return how many things a page has; raise ParameterError where it is no such number."""
    text = read_one(given, "limit", str(default))
    known = text == str(default) or (text.isascii() and text.isdecimal() and len(text) < 5)
    if not known or (int(text) > MAX_LIMIT and text != str(default)):
        raise ParameterError(f"limit: '{text}' is no number from 0 to {MAX_LIMIT}")
    return int(text)


def read_language(given: dict[str, list[str]]) -> Language:
    """Return the language that `lang` asks for, and take it away: what is left are the others.

    Raises ParameterError where it is neither da nor en.
    """
    text = read_one(given, "lang", "da")
    given.pop("lang", None)
    if text not in ("da", "en"):
        raise ParameterError(f"lang: '{text}' is neither da nor en")
    return "en" if text == "en" else "da"
