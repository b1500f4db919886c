"""Where to begin in the network: what most things hang on, in each agreement."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.answers import Thing
from graph.errors import ResultTooLarge
from graph.names import natural
from graph.network import centrality
from graph.network.centrality import Central
from graph.network.kinds import read_kinds
from graph.network.request import Asked
from graph.resources import Resources

MOST: Final = 5
"""Things that are offered of an agreement, each of another class."""


@dataclass(frozen=True)
class Start:
    """An agreement, and the best joined thing of some classes."""

    agreement: Thing
    things: Sequence[Central]


@lru_cache(maxsize=2)
def starting_points(resources: Resources) -> Sequence[Start]:
    """Return where to begin in each agreement; one whose network is too large is left out."""
    agreements = sorted(resources.index.values["agreement"], key=natural)
    named = resources.things.named(agreements)
    found = [Start(named[iri], _best(iri, resources)) for iri in agreements]
    return [start for start in found if start.things]


def _best(agreement: str, resources: Resources) -> Sequence[Central]:
    asked = Asked(read_kinds(()), {"agreement": [agreement]})
    try:
        items = centrality("degree", (), asked, resources).items
    except ResultTooLarge:
        return ()
    first: dict[str, Central] = {}
    for item in items:
        first.setdefault(item.node.type.iri, item)
    return [*first.values()][:MOST]
