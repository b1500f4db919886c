"""What the pages that compare have in common: agreements to choose from, files, the citation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request

from api.delivery import CITE
from api.explorer.forms import Choice, files, pairs
from graph.answers import Thing
from graph.comparison.matrix import PROPOSED
from graph.comparison.pairs import Pair
from graph.names import Language, natural
from graph.resources import Resources
from graph.resources.index import members
from graph.resources.parameters import code

PAGES: Final[Mapping[str, str]] = {
    "matrix": "/compare",
    "changes": "/compare/changes",
    "shared": "/compare/shared",
    "quality": "/compare/quality",
}
"""The pages, by their word in `words/comparing.toml`."""

STYLES: Final = {"BibTeX": "bibtex", "RIS": "ris", "CSL-JSON": "csl"}
"""The citations that it is offered as, by name."""


@dataclass(frozen=True)
class Covered:
    """The agreements of some regions, each chosen or not."""

    regions: Sequence[Thing]
    agreements: Sequence[Choice]


def classes_read(resources: Resources) -> list[str]:
    """Return the classes that documents are read for and of which there is anything, as IRIs."""
    read = {term for reading in resources.readings for term in reading.terms}
    return sorted(term for term in read if resources.index.under("type", [term]))


def agreements(chosen: Sequence[str], resources: Resources) -> list[Covered]:
    """Return every agreement by the regions that it covers, in the order of the ids."""
    index = resources.index
    every = [index.things[number] for number in members(index.of_kind("HealthAgreement"))]
    facets = {iri: index.facets_of(index.numbers[iri]) for iri in every}
    regions = {iri: tuple(facets[iri]["region"]) for iri in every}
    told = (told for iri in every for told in (iri, *regions[iri], *facets[iri]["normative"]))
    named = resources.things.named(told)

    def choice(iri: str) -> Choice:
        standing = next((named[found] for found in facets[iri]["normative"]), None)
        return Choice(code(iri), named[iri], iri in chosen, standing)

    ordered = sorted(every, key=lambda iri: (regions[iri], natural(iri)))
    return [
        Covered([named[region] for region in covered], [choice(iri) for iri in found])
        for covered, found in groupby(ordered, key=lambda iri: regions[iri])
    ]


def in_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Return pairs, those first whose later agreement is adopted: a proposal may still change."""
    return sorted(pairs, key=_is_proposed)


def _is_proposed(pair: Pair) -> bool:
    standing = pair.later.standing
    return standing is not None and standing.iri in PROPOSED


def around(
    request: Request,
    language: Language,
    resources: Resources,
    api: str,
    asked: Mapping[str, Sequence[str]],
    kept: Sequence[str] = (),
) -> dict[str, Any]:
    """Return what every page that compares tells beside the comparison itself.

    `api` is the path of the same in the API, `asked` its parameters, `kept` the agreements that
    links to the other pages take along.
    """
    spoken = [*pairs(asked), ("lang", language)]
    of = f"{api}?{urlencode(spoken)}"
    return {
        "subpages": PAGES,
        "kept": kept,
        "exports": files(api, asked, language),
        "citations": [
            (label, f"{CITE}?{urlencode({'of': of, 'style': style, 'lang': language})}")
            for label, style in STYLES.items()
        ],
        "address": str(request.url.replace(query=urlencode(spoken), fragment="")),
        "issued": resources.issued,
        "proposed": frozenset(PROPOSED),
    }
