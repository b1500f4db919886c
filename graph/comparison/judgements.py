"""The correspondences of a pair as they are recorded, before they are named and quoted."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from graph import names
from graph.engine import Engine, value
from graph.names import natural

_RECORDED: Final = """
PREFIX aftale: <{ont}>
SELECT ?change ?property ?value WHERE {{
    ?change a aftale:Correspondence ; aftale:fromAgreement {earlier} ; aftale:toAgreement {later} ;
        ?property ?value .
}}"""

_EVERY: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?change ?property ?value WHERE {{ ?change a aftale:Correspondence ; ?property ?value }}"""


_OF_ELEMENT: Final = """
PREFIX aftale: <{ont}>
SELECT DISTINCT ?change ?property ?value WHERE {{
    ?change aftale:fromElement|aftale:toElement {element} ; a aftale:Correspondence ;
        ?property ?value .
}}"""


@dataclass(frozen=True)
class Judgement:
    """A correspondence, as IRIs: what some elements became, or that one is new or dropped."""

    iri: str
    kind: str
    between: tuple[str, str] | None
    """The agreements, where it says them; a likeness across regions does not."""
    earlier: Sequence[str]
    later: Sequence[str]
    justification: str
    ground: str
    same_wording: bool | None
    evidence: Sequence[str]

    @property
    def elements(self) -> Sequence[str]:
        """The elements of both sides, each once: a body that was kept is on both."""
        return list(dict.fromkeys([*self.earlier, *self.later]))

    @property
    def subjects(self) -> Sequence[str]:
        """The elements that it judges: what became of the earlier ones, or that one is new.

        The later side of an earlier one is only where it went: an initiative that became a
        commitment says nothing of commitments. A likeness across regions judges both sides.
        """
        return (self.earlier or self.later) if self.between else self.elements


def judgements(engine: Engine, earlier: str, later: str) -> list[Judgement]:
    """Return the correspondences between two agreements (IRIs), in the order of their ids."""
    query = _RECORDED.format(ont=names.ONT, earlier=NamedNode(earlier), later=NamedNode(later))
    return _read(engine, query)


def every_judgement(engine: Engine) -> list[Judgement]:
    """Return all correspondences, between whatever agreements, in the order of their ids."""
    return _read(engine, _EVERY)


def judgements_of(engine: Engine, element: str) -> list[Judgement]:
    """Return the correspondences that name an element (IRI), in the order of their ids."""
    return _read(engine, _OF_ELEMENT.format(ont=names.ONT, element=NamedNode(element)))


def _read(engine: Engine, query: str) -> list[Judgement]:
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in engine.select(query).rows:
        property_ = value(row["property"]).removeprefix(names.ONT)
        said[value(row["change"])][property_].append(value(row["value"]))
    return [_judgement(iri, said[iri]) for iri in sorted(said, key=natural)]


def by_element(found: Sequence[Judgement], *, later: bool) -> dict[str, list[Judgement]]:
    """Return the judgements of each element on the later or the earlier side."""
    grouped: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in found:
        for iri in judgement.later if later else judgement.earlier:
            grouped[iri].append(judgement)
    return grouped


def _judgement(iri: str, said: Mapping[str, Sequence[str]]) -> Judgement:
    def one(name: str) -> str:
        return next(iter(said.get(name, ())), "")

    def several(name: str) -> list[str]:
        return sorted(said.get(name, ()), key=natural)

    same = one("sameWording")
    return Judgement(
        iri=iri,
        kind=one("correspondenceType"),
        between=(one("fromAgreement"), one("toAgreement")) if "fromAgreement" in said else None,
        earlier=several("fromElement"),
        later=several("toElement"),
        justification=one("justification"),
        ground=one("ground"),
        same_wording=same == "true" if same else None,
        evidence=several("evidence"),
    )
