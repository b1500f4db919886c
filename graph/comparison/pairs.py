"""The pairs of agreements of which the data say what became of the elements of the earlier one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pydantic import Field

from graph import names
from graph.answers import Model, Thing
from graph.ask import Given
from graph.comparison.matrix import Column, tell_column
from graph.comparison.request import REGIONS, read_regions
from graph.engine import value
from graph.errors import ParameterError, nearest
from graph.names import natural
from graph.resources import Resources, facets
from graph.resources.parameters import read_one, read_value, read_words

FILTERS: Final = ("type", "theme")
"""Facets of the elements."""

KIND: Final = "correspondence"
"""The parameter, and the scheme of its values, that says what became of an element."""

_PAIRS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?earlier ?later (COUNT(DISTINCT ?change) AS ?changes) WHERE {{
    ?change a aftale:Correspondence ; aftale:fromAgreement ?earlier ; aftale:toAgreement ?later .
}} GROUP BY ?earlier ?later"""


class Pair(Model):
    """Two agreements that were compared element by element."""

    earlier: Column
    later: Column = Field(description="Where it is only a proposal, nobody has agreed to it yet.")
    regions: Sequence[Thing] = Field(description="The regions that either of them covers.")
    changes: int = Field(description="Correspondences between the two.")


class Pairs(Model):
    """Every pair that can be compared."""

    release: str = Field(description="The data release that answered; cite it.")
    total: int
    pairs: Sequence[Pair]


@dataclass(frozen=True)
class Asked:
    """The pair whose changes are asked for, as IRIs, and the filters."""

    earlier: str
    later: str
    kinds: Sequence[str]
    filters: Mapping[str, Sequence[str]]


def list_pairs(resources: Resources, regions: Sequence[str] = ()) -> Pairs:
    """Return the pairs, of some regions or of all, in the order of their ids."""
    counted = {
        (value(row["earlier"]), value(row["later"])): int(value(row["changes"]))
        for row in resources.engine.select(_PAIRS).rows
    }
    ordered = sorted(counted, key=lambda pair: [natural(iri) for iri in pair])
    pairs = [_pair(*pair, counted[pair], resources) for pair in ordered]
    if regions:
        pairs = [p for p in pairs if any(region.iri in regions for region in p.regions)]
    return Pairs(release=resources.release, total=len(pairs), pairs=pairs)


def read_pairs(given: Given, resources: Resources) -> Pairs | Asked:
    """Return the pairs where no `from` and `to` are given, or else what is asked of one pair.

    `correspondence`, `type` and `theme` filter the changes of a pair, `region` the pairs; with
    `lineage` it stands for the regions that it succeeds and that succeed it, too. Raises
    ParameterError for an unknown name or value, which names the nearest right ones, and for two
    agreements without a comparison, which names the pairs that there are.
    """
    known = ("from", "to", KIND, *REGIONS, *FILTERS)
    for name in given:
        if name not in known:
            raise ParameterError(f"a list of changes has no '{name}'; {nearest(name, known)}")
    regions = read_regions(given, resources)
    pairs = list_pairs(resources, regions)
    if "from" not in given and "to" not in given:
        for name in given:
            if name not in REGIONS:
                raise ParameterError(f"{name}: name two agreements too; {_known(pairs)}")
        return pairs
    earlier, later = (_agreement(given, name, pairs, resources) for name in ("from", "to"))
    if (earlier, later) not in {
        (p.earlier.agreement.iri, p.later.agreement.iri) for p in pairs.pairs
    }:
        ids = names.short_id(earlier), names.short_id(later)
        where = " in that region" if regions else ""
        raise ParameterError(
            f"from {ids[0]} to {ids[1]} nothing was compared{where}; {_known(pairs)}"
        )
    return Asked(
        earlier=earlier,
        later=later,
        kinds=sorted(
            {resources.things.resolve(word, KIND, KIND) for word in read_words(given, KIND)}
        ),
        filters={name: found for name in FILTERS if (found := _values(given, name, resources))},
    )


def _values(given: Given, name: str, resources: Resources) -> list[str]:
    facet = facets()[name]
    return sorted({read_value(facet, word, resources) for word in read_words(given, name)})


def _agreement(given: Given, name: str, pairs: Pairs, resources: Resources) -> str:
    text = read_one(given, name, "")
    if not text:
        raise ParameterError(f"{name}: name two agreements, `from` and `to`; {_known(pairs)}")
    return resources.things.resolve(text, "HealthAgreement", name)


def _known(pairs: Pairs) -> str:
    told = [f"from={p.earlier.agreement.id}&to={p.later.agreement.id}" for p in pairs.pairs]
    return f"compared are {', '.join(told)}" if told else "no two were compared"


def _pair(earlier: str, later: str, changes: int, resources: Resources) -> Pair:
    index = resources.index
    covered = (index.values_of(index.numbers[iri], "region") for iri in (earlier, later))
    regions = list(dict.fromkeys(region for found in covered for region in found))
    named = resources.things.named([earlier, later, *regions])
    return Pair(
        earlier=tell_column(earlier, named[earlier], resources),
        later=tell_column(later, named[later], resources),
        regions=[named[iri] for iri in regions],
        changes=changes,
    )
