"""What edges rest on: an assertion, a rule, or what the thing that they are said of rests on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from graph import names
from graph.engine import Engine, Row, value
from graph.resources.relations import COMPUTED
from graph.things import select_batches

Triple: TypeAlias = tuple[str, str, str]
"""Subject, property and object, as IRIs."""

_ASSERTED: Final = """
PREFIX aftale: <{ont}>
SELECT ?thing ?property ?other ?ground ?why ?passage ?document WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?assertion aftale:assertedSubject ?thing ; aftale:assertedPredicate ?property ;
        aftale:assertedObject ?other ; aftale:ground ?ground .
    FILTER(?property IN ({properties}))
    OPTIONAL {{ ?assertion aftale:justification ?why }}
    OPTIONAL {{ ?assertion aftale:evidence ?passage . ?passage aftale:inDocument ?document }}
}}"""

_INFERRED: Final = """
SELECT ?thing ?property ?other WHERE {{
    VALUES ?thing {{ UNDEF }}
    GRAPH <{inferred}> {{ ?thing ?property ?other }}
    FILTER(?property IN ({properties}))
}}"""

_OWN: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?ground ?passage ?document WHERE {{
    VALUES ?thing {{ UNDEF }}
    ?thing aftale:evidence ?passage .
    OPTIONAL {{ ?passage aftale:inDocument ?document }}
    OPTIONAL {{ ?thing aftale:ground ?ground }}
}}"""


@dataclass
class Basis:
    """The grounds, reasons and passages of an edge, and the documents of these passages."""

    grounds: set[str] = field(default_factory=set)
    whys: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def add(self, row: Row) -> None:
        """Take in a row of what is said of the edge."""
        for name, known in (
            ("ground", self.grounds),
            ("why", self.whys),
            ("passage", self.passages),
            ("document", self.documents),
        ):
            if name in row:
                known.add(value(row[name]))


def bases_of(engine: Engine, triples: Sequence[Triple]) -> Mapping[Triple, Basis]:
    """Return what each edge rests on.

    An edge may have an assertion for each document that states it. What a rule gives stands on the
    ground `computed`. What has no assertion, such as the body of a post, rests on what its subject
    rests on.
    """
    wanted = set(triples)
    bases: dict[Triple, Basis] = defaultdict(Basis)
    for row in _rows(engine, _ASSERTED, wanted):
        if _triple(row) in wanted:
            bases[_triple(row)].add(row)
    rest = wanted - bases.keys()
    for row in _rows(engine, _INFERRED, rest):
        if _triple(row) in rest:
            bases[_triple(row)].grounds.add(COMPUTED)
    own: dict[str, Basis] = defaultdict(Basis)
    rest = wanted - bases.keys()
    for row in select_batches(engine, _OWN, sorted({triple[0] for triple in rest})):
        own[value(row["thing"])].add(row)
    return {triple: bases[triple] if triple in bases else own[triple[0]] for triple in triples}


def _rows(engine: Engine, query: str, triples: Iterable[Triple]) -> list[Row]:
    subjects = sorted({subject for subject, _, _ in triples})
    properties = ", ".join(sorted({f"<{property_}>" for _, property_, _ in triples}))
    filled = query.format(ont=names.ONT, inferred=names.graph("inferred"), properties=properties)
    return select_batches(engine, filled, subjects)


def _triple(row: Row) -> Triple:
    return value(row["thing"]), value(row["property"]), value(row["other"])
