"""Forms: what was filled in, what each field offers, and the files of what is shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from graph.answers import Thing
from graph.ask import Given
from graph.names import Language
from graph.resources import Resources
from graph.resources.parameters import code

TABLES: Final = {"CSV": ".csv", "Excel": ".xlsx", "Markdown": ".md", "JSON": ".json"}
"""The files that every table is offered as, by name."""


@dataclass(frozen=True)
class Choice:
    """Something that a field offers."""

    code: str
    thing: Thing
    chosen: bool
    standing: Thing | None = None
    """Of an agreement, whether it is adopted or only proposed."""


@dataclass(frozen=True)
class Field:
    """A filter in a form: what may be chosen, and a list for each that is, and for one more."""

    name: str
    choices: Sequence[Choice]
    chosen: Sequence[str]


def filled(given: Given) -> dict[str, list[str]]:
    """Return what is asked: a form sends its empty fields too, and the language of the page."""
    words = {name: [word for word in values if word.strip()] for name, values in given.items()}
    return {name: values for name, values in words.items() if values and name != "lang"}


def field(
    name: str,
    chosen: Sequence[str],
    offered: Iterable[str],
    resources: Resources,
    language: Language,
    several: bool = True,
) -> Field:
    """Return the field of a filter, its choices (IRIs) in the order of their names.

    `several` says that it takes more than one value.
    """
    named = resources.things.named({*offered, *chosen})
    ordered = sorted(
        named.values(), key=lambda thing: (thing.label[language].casefold(), thing.iri)
    )
    choices = [Choice(code(thing.iri), thing, thing.iri in chosen) for thing in ordered]
    codes = [code(iri) for iri in chosen]
    return Field(name, choices, [*codes, ""] if several or not codes else codes)


def values_of(name: str, resources: Resources) -> list[str]:
    """Return the values of a facet that anything has, as IRIs."""
    return [iri for iri, bits in resources.index.values[name].items() if bits]


def files(
    api: str,
    asked: Mapping[str, Sequence[str]],
    language: Language,
    ends: Mapping[str, str] = TABLES,
) -> list[tuple[str, str]]:
    """Return the names and addresses of the files that hold what a page shows.

    `api` is the path of the same in the API, `asked` its parameters, `ends` the endings by name.
    """
    query = urlencode([*pairs(asked), ("lang", language)])
    return [(label, f"{api}{end}?{query}") for label, end in ends.items()]


def pairs(asked: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return parameters as an address has them: a pair for each value."""
    return [(name, value) for name, values in asked.items() for value in values]
