"""What became of the elements of an agreement in the next, as those who compared them judged."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pydantic import Field

from graph import names
from graph.answers import Model, Quote, Thing
from graph.comparison.words import Piece, word_differences
from graph.engine import Row, value
from graph.errors import ParameterError
from graph.resources import Resources, vocabulary
from graph.resources.index import members

_PAIRS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT DISTINCT ?from ?to WHERE {{
    ?change aftale:fromAgreement ?from ; aftale:toAgreement ?to .
}} ORDER BY ?from ?to"""

_CHANGES: Final = """
PREFIX aftale: <{ont}>
SELECT ?change ?type ?earlier ?later ?same ?reason ?ground ?passage WHERE {{
    ?change aftale:fromAgreement <{before}> ; aftale:toAgreement <{after}> ;
        aftale:correspondenceType ?type ; aftale:justification ?reason ;
        aftale:ground ?ground ; aftale:evidence ?passage .
    OPTIONAL {{ ?change aftale:fromElement ?earlier }}
    OPTIONAL {{ ?change aftale:toElement ?later }}
    OPTIONAL {{ ?change aftale:sameWording ?same }}
}} ORDER BY ?type ?earlier ?later ?change ?passage"""


class Pair(Model):
    """Two agreements that were compared; the second may be a proposal."""

    earlier: Thing
    later: Thing


class Pairs(Model):
    """All pairs that were compared."""

    release: str
    pairs: Sequence[Pair]


class Side(Model):
    """An element on one side of a change, and the words that were compared."""

    element: Thing
    type: Thing = Field(description="Its class.")
    quotes: Sequence[Quote]


class Change(Model):
    """What became of one element, or that one is new. An element of several has several."""

    change: Thing
    type: Thing = Field(description="What has happened: kept, reworded, dropped, new …")
    earlier: Side | None
    later: Side | None
    same_wording: bool | None = Field(
        description="Computed on the folded words; null for one side."
    )
    reason: str = Field(description="Why it is judged so, by those who compared.")
    ground: Thing
    words: Sequence[Piece] = Field(description="How the words differ, where there are two sides.")


class Sum(Model):
    """How many changes of a kind there are, for one class of elements."""

    type: Thing
    element_type: Thing
    count: int


class Changes(Model):
    """The whole comparison of two agreements."""

    release: str = Field(description="The data release that answered; cite it.")
    pair: Pair
    compared: Sequence[Thing] = Field(
        description="The classes that are covered: every element of them is accounted for."
    )
    not_compared: Sequence[Thing] = Field(
        description="Classes of which either has elements that nobody has compared: that no change "
        "is told of them says nothing."
    )
    total: int
    sums: Sequence[Sum]
    changes: Sequence[Change]


def pairs(resources: Resources) -> Pairs:
    """Return which agreements were compared with which."""
    rows = resources.engine.select(_PAIRS).rows
    found = [(value(row["from"]), value(row["to"])) for row in rows]
    named = resources.things.named(iri for pair in found for iri in pair)
    told = [Pair(earlier=named[before], later=named[after]) for before, after in found]
    return Pairs(release=resources.release, pairs=told)


def changes(earlier: str, later: str, resources: Resources) -> Changes:
    """Return what became of the elements of one agreement (an IRI) in another.

    Raises ParameterError, which names the pairs that there are, where the two were not compared.
    """
    known = pairs(resources).pairs
    pair = next((p for p in known if (p.earlier.iri, p.later.iri) == (earlier, later)), None)
    if pair is None:
        there = "; ".join(f"from={p.earlier.id}&to={p.later.id}" for p in known)
        raise ParameterError(f"from, to: these two were not compared; compared are {there}")
    query = _CHANGES.format(ont=names.ONT, before=earlier, after=later)
    groups: dict[str, list[Row]] = {}
    for row in resources.engine.select(query).rows:
        groups.setdefault(value(row["change"]), []).append(row)
    told = _tell(groups, pair, resources)
    compared = {side.type.iri for change in told for side in (change.earlier, change.later) if side}
    return Changes(
        release=resources.release,
        pair=pair,
        compared=_classes(compared),
        not_compared=_classes(_present(pair, resources) - compared),
        total=len(told),
        sums=_sums(told),
        changes=told,
    )


def _tell(groups: Mapping[str, Sequence[Row]], pair: Pair, resources: Resources) -> list[Change]:
    rows = [row for group in groups.values() for row in group]
    quotes = resources.things.quoted(value(row["passage"]) for row in rows)
    iris = {
        value(row[name])
        for row in rows
        for name in ("change", "type", "earlier", "later", "ground")
        if name in row
    }
    named = resources.things.named(iris)
    return [_change(group, pair, named, quotes, resources) for group in groups.values()]


def _change(
    group: Sequence[Row],
    pair: Pair,
    named: Mapping[str, Thing],
    quotes: Mapping[str, Quote],
    resources: Resources,
) -> Change:
    first = group[0]
    said = [quotes[value(row["passage"])] for row in group]
    sides = {
        name: _side(value(first[name]), agreement, said, named, resources)
        for name, agreement in (("earlier", pair.earlier), ("later", pair.later))
        if name in first
    }
    earlier, later = sides.get("earlier"), sides.get("later")
    return Change(
        change=named[value(first["change"])],
        type=named[value(first["type"])],
        earlier=earlier,
        later=later,
        same_wording=value(first["same"]) == "true" if "same" in first else None,
        reason=value(first["reason"]),
        ground=named[value(first["ground"])],
        words=word_differences(_text(earlier), _text(later)) if earlier and later else [],
    )


def _side(
    iri: str,
    agreement: Thing,
    said: Sequence[Quote],
    named: Mapping[str, Thing],
    resources: Resources,
) -> Side:
    about = {r.document for r in resources.readings if r.agreement == agreement.iri}
    own = {quote.passage: quote for quote in said if quote.document.iri in about}
    kind = resources.index.types[iri].removeprefix(names.ONT)
    return Side(
        element=named[iri],
        type=vocabulary().kinds[kind],
        quotes=sorted(own.values(), key=lambda quote: quote.start),
    )


def _text(side: Side) -> str:
    return "\n".join(quote.text for quote in side.quotes)


def _sums(told: Sequence[Change]) -> list[Sum]:
    sides = [(change.type, change.earlier or change.later) for change in told]
    counted = Counter((type_.iri, side.type.iri) for type_, side in sides if side)
    things = {thing.iri: thing for t, s in sides if s for thing in (t, s.type)}
    return [
        Sum(type=things[type_], element_type=things[kind], count=count)
        for (type_, kind), count in sorted(counted.items())
    ]


def _present(pair: Pair, resources: Resources) -> set[str]:
    """Return the classes of the plan elements that either agreement has."""
    index = resources.index
    both = index.under("agreement", [pair.earlier.iri, pair.later.iri])
    numbers = members(both & index.of_kind("PlanElement"))
    return {index.types[index.things[number]] for number in numbers}


def _classes(iris: set[str]) -> list[Thing]:
    return [vocabulary().kinds[iri.removeprefix(names.ONT)] for iri in sorted(iris)]
