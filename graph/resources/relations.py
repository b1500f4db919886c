"""The relations of one thing, in both directions, each with its ground and its quotes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, TypeAlias

from pydantic import Field

from graph import names
from graph.answers import Model, Quote, Thing
from graph.engine import Engine, Row, value
from graph.resources.collections import vocabulary
from graph.resources.cursors import digest, write_cursor
from graph.things import Things, select_batches

Direction: TypeAlias = Literal["out", "in"]

HIDDEN: Final = (
    f"<{names.term('evidence')}>",
    f"<{names.term('ground')}>",
    f"<{names.term('assertedSubject')}>",
    f"<{names.term('assertedPredicate')}>",
    f"<{names.term('assertedObject')}>",
    f"<{names.term('scopeDocument')}>",
    f"<{names.term('scopeTerm')}>",
    f"<{names.term('readDocument')}>",
    f"<{names.term('readClass')}>",
    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
    "<http://purl.org/dc/terms/isReplacedBy>",
)
"""Properties that are no relations between things, but say what a thing or a relation rests on."""

_PAIRS: Final = """
SELECT DISTINCT ?property ?other WHERE {{
    {pattern}
    FILTER(ISIRI(?other) && ?property NOT IN ({hidden}))
    {only}
}} ORDER BY ?property ?other OFFSET {start} LIMIT {limit}"""

_TOTAL: Final = """
SELECT (COUNT(*) AS ?total) WHERE {{
    SELECT DISTINCT ?property ?other WHERE {{
        {pattern}
        FILTER(ISIRI(?other) && ?property NOT IN ({hidden}))
        {only}
    }}
}}"""

_ASSERTED: Final = """
PREFIX aftale: <{ont}>
SELECT ?property ?other ?ground ?why ?passage WHERE {{
    VALUES (?property ?other) {{ {pairs} }}
    ?assertion aftale:assertedSubject {subject} ; aftale:assertedPredicate ?property ;
        aftale:assertedObject {object} ; aftale:ground ?ground .
    OPTIONAL {{ ?assertion aftale:justification ?why }}
    OPTIONAL {{ ?assertion aftale:evidence ?passage }}
}}"""

_INFERRED: Final = """
SELECT ?property ?other WHERE {{
    VALUES (?property ?other) {{ {pairs} }}
    GRAPH <{inferred}> {{ {subject} ?property {object} }}
}}"""

_OWN: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?ground ?passage WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing aftale:evidence ?passage .
    OPTIONAL {{ ?thing aftale:ground ?ground }}
}}"""

COMPUTED: Final = names.concept("ground", "computed")


class Relation(Model):
    """A relation from the thing (`out`) or to it (`in`)."""

    property: Thing
    thing: Thing = Field(description="The thing at the other end.")
    ground: Thing | None = Field(
        description="On what ground it stands; null where it belongs to the thing as such."
    )
    justification: str | None = Field(description="Why the relation is read so, where it is told.")
    quotes: Sequence[Quote] = Field(
        description="The passages that it rests on; none where a rule gives it."
    )


class RelationPage(Model):
    """A part of the relations of a thing in one direction."""

    release: str = Field(description="The data release that answered; cite it.")
    direction: Direction
    total: int
    items: Sequence[Relation]
    next: str | None = Field(description="The cursor of the next page; null on the last.")


def relation_page(
    iri: str,
    direction: Direction,
    only: str | None,
    start: int,
    limit: int,
    engine: Engine,
    things: Things,
) -> RelationPage:
    """Return some relations of a thing, in the order of their properties and other ends.

    `only` is the IRI of the one property wanted. A property that only turns another round is left
    out: the other direction tells it. What a rule gives stands on the ground `computed`. What has
    no assertion, such as the agreement of an element, rests on what the thing that it is said of
    rests on.
    """
    pattern = f"<{iri}> ?property ?other ." if direction == "out" else f"?other ?property <{iri}> ."
    wanted = {
        "pattern": pattern,
        "hidden": ", ".join((*HIDDEN, *(f"<{iri}>" for iri in sorted(vocabulary().inverses)))),
        "only": f"FILTER(?property = <{only}>)" if only else "",
    }
    total = int(value(engine.select(_TOTAL.format(**wanted)).rows[0]["total"]))
    rows = engine.select(_PAIRS.format(**wanted, start=start, limit=limit)).rows
    pairs = [(value(row["property"]), value(row["other"])) for row in rows]
    end, named = start + len(pairs), list_name(iri, direction, only)
    return RelationPage(
        release=engine.release,
        direction=direction,
        total=total,
        items=_grounded(engine, things, iri, direction, pairs) if pairs else [],
        next=write_cursor(engine.release, named, end) if pairs and end < total else None,
    )


def list_name(iri: str, direction: Direction, only: str | None) -> str:
    """Return what a cursor of these relations is bound to."""
    return digest(iri, direction, only)


Pair: TypeAlias = tuple[str, str]
"""A property and the thing at the other end."""


@dataclass
class _Basis:
    """What a relation rests on, as IRIs."""

    ground: str = ""
    why: str = ""
    passages: list[str] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Take in a row of what is said of the relation."""
        self.ground = value(row["ground"]) if "ground" in row else self.ground
        self.why = value(row["why"]) if "why" in row else self.why
        if "passage" in row:
            self.passages.append(value(row["passage"]))


def _grounded(
    engine: Engine, things: Things, iri: str, direction: Direction, pairs: Sequence[Pair]
) -> list[Relation]:
    bases = _bases(engine, iri, direction, pairs)
    grounds = {basis.ground for basis in bases.values() if basis.ground}
    named = things.named({*grounds, *(iri for pair in pairs for iri in pair)})
    quotes = things.quoted(passage for basis in bases.values() for passage in basis.passages)
    return [_relation(pair, bases[pair], named, quotes) for pair in pairs]


def _bases(
    engine: Engine, iri: str, direction: Direction, pairs: Sequence[Pair]
) -> Mapping[Pair, _Basis]:
    """Return what each relation rests on: an assertion, a rule, or what its subject rests on."""
    ends = (f"<{iri}>", "?other") if direction == "out" else ("?other", f"<{iri}>")
    values = " ".join(f"(<{property_}> <{other}>)" for property_, other in pairs)
    given = {"pairs": values, "subject": ends[0], "object": ends[1]}
    bases: dict[Pair, _Basis] = defaultdict(_Basis)
    for row in engine.select(_ASSERTED.format(ont=names.ONT, **given)).rows:
        bases[_pair(row)].add(row)
    for row in engine.select(_INFERRED.format(inferred=names.graph("inferred"), **given)).rows:
        if _pair(row) not in bases:
            bases[_pair(row)].ground = COMPUTED
    subjects = {pair: iri if direction == "out" else pair[1] for pair in pairs if pair not in bases}
    own: dict[str, _Basis] = defaultdict(_Basis)
    for row in select_batches(engine, _OWN, sorted(set(subjects.values()))):
        own[value(row["thing"])].add(row)
    return {**bases, **{pair: own[subject] for pair, subject in subjects.items()}}


def _pair(row: Row) -> Pair:
    return value(row["property"]), value(row["other"])


def _relation(
    pair: Pair, basis: _Basis, named: Mapping[str, Thing], quotes: Mapping[str, Quote]
) -> Relation:
    return Relation(
        property=named[pair[0]],
        thing=named[pair[1]],
        ground=named[basis.ground] if basis.ground else None,
        justification=basis.why or None,
        quotes=sorted(
            (quotes[passage] for passage in dict.fromkeys(basis.passages) if passage in quotes),
            key=lambda quote: (quote.document.iri, quote.start),
        ),
    )
