"""The matrix: agreements on the columns, topics on the rows, and what each says in the cells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from pydantic import Field

from graph import names
from graph.answers import Finding, Model, Quote, Thing
from graph.comparison.grounds import Basis, bases_of
from graph.comparison.request import TOPICS, Comparison
from graph.findings import DECLINED
from graph.names import natural
from graph.resources import Resources, vocabulary
from graph.resources.index import members
from graph.resources.parameters import code
from graph.resources.silence import SUBJECT, needed_terms
from graph.scope import Reading

PROPOSED: Final = (names.concept("normative", "proposed"),)


class Column(Model):
    """An agreement that is compared."""

    agreement: Thing
    standing: Thing | None = Field(description="Whether it is adopted or only proposed.")
    documents: Sequence[Thing] = Field(description="The documents that it was coded from.")


class Shown(Model):
    """An element of a cell, and on what ground it has the topic."""

    element: Thing
    proposed: bool = Field(description="Only proposed: nobody has agreed to it.")
    grounds: Sequence[Thing] = Field(
        description="On what it has the topic; none where the topic is its class."
    )
    quotes: Sequence[Quote]


class Cell(Model):
    """What one agreement says of one topic."""

    finding: Finding = Field(
        description="`stated`: some element has the topic. `declined`: only declined ones do. "
        "`silent`: none, and every document of the agreement was read in full for `terms`. "
        "`not-coded`: none, and one was not, or there is no document. A filter by standing leaves "
        "things out and makes nothing silent: a cell is then stated with a count of 0."
    )
    count: int = Field(description="Elements that have the topic.")
    url: str | None = Field(
        description="The list of all of them; null where no list can be asked for both a topic and "
        "another filter by the same facet."
    )
    proposed: int = Field(description="How many of them are only proposed.")
    declined: int = Field(description="How many of them are declined.")
    elements: Sequence[Shown] = Field(description="The first of them.")
    missing: Sequence[Thing] = Field(
        description="Of a cell that is not coded: the terms that a document was not read for."
    )


class Row(Model):
    """A topic, with a cell for each agreement in the order of the columns."""

    topic: Thing
    differs: bool = Field(description="Whether the findings are not all the same.")
    terms: Sequence[Thing] = Field(description="What a silent document was read in full for.")
    cells: Sequence[Cell]


class Matrix(Model):
    """The whole comparison."""

    release: str = Field(description="The data release that answered; cite it.")
    by: str
    columns: Sequence[Column]
    total: int = Field(description="The number of rows.")
    rows: Sequence[Row]


@dataclass(frozen=True)
class _Counted:
    """A cell before its elements are told."""

    bits: int
    proposed: int
    declined: int
    finding: Finding
    missing: Sequence[str]
    shown: Sequence[str]

    @property
    def is_said(self) -> bool:
        """Whether the agreement says anything, be it that it declines."""
        return self.finding in ("stated", "declined")


def compare(asked: Comparison, resources: Resources) -> Matrix:
    """Return the matrix that is asked for.

    A cell counts each element that has the topic, or a narrower one, and that the agreement has:
    its sum is that of the list with the same filters.
    """
    index = resources.index
    topics = _topics(asked.by, resources)
    counted = {topic: list(_count(asked, topic, resources)) for topic in topics}
    if not asked.empty:
        counted = {t: cells for t, cells in counted.items() if any(cell.is_said for cell in cells)}
    if asked.differences:
        counted = {topic: cells for topic, cells in counted.items() if _differs(cells)}
    shown = {iri for cells in counted.values() for cell in cells for iri in cell.shown}
    bases = bases_of(asked.by, sorted(shown), resources)
    needed = {topic: _terms(asked, topic, resources) for topic in counted}
    mentioned = {iri for terms in needed.values() for iri in terms}
    named = resources.things.named({*counted, *shown, *mentioned, *asked.agreements})
    proposed = index.under("normative", PROPOSED)

    def tell(topic: str, agreement: str, cell: _Counted) -> Cell:
        elements = [
            _shown(iri, bases[iri], _with_narrower(topic, resources), named, proposed, resources)
            for iri in cell.shown
        ]
        return Cell(
            finding=cell.finding,
            count=cell.bits.bit_count(),
            url=_list_of(asked, topic, agreement),
            proposed=cell.proposed,
            declined=cell.declined,
            elements=elements,
            missing=[named[iri] for iri in cell.missing],
        )

    rows = [
        Row(
            topic=named[topic],
            differs=_differs(cells),
            terms=[named[iri] for iri in needed[topic]],
            cells=[tell(topic, *pair) for pair in zip(asked.agreements, cells, strict=True)],
        )
        for topic, cells in counted.items()
    ]
    columns = [tell_column(iri, named[iri], resources) for iri in asked.agreements]
    release = resources.release
    return Matrix(release=release, by=asked.by, columns=columns, total=len(rows), rows=rows)


def _topics(by: str, resources: Resources) -> list[str]:
    """Return what stands on the rows, whether any agreement has it or not."""
    if by == "type":
        known = resources.index.vocabulary
        below = (kind for kind in known.at_or_below("PlanElement") if kind != "PlanElement")
        return [known.kinds[kind].iri for kind in below]
    index = resources.index
    found = [index.things[number] for number in members(index.of_kind(TOPICS[by]))]
    return sorted(found, key=natural)


def _count(asked: Comparison, topic: str, resources: Resources) -> Iterator[_Counted]:
    index = resources.index
    wide = _among(asked, resources, but="normative") & index.under(asked.by, [topic])
    narrow = wide & _among(asked, resources)
    proposed, declined = index.under("normative", PROPOSED), index.under("normative", DECLINED)
    terms = _terms(asked, topic, resources)
    for agreement in asked.agreements:
        own = index.under("agreement", [agreement])
        bits = narrow & own
        read = [reading for reading in resources.readings if reading.agreement == agreement]
        missing = [iri for iri in terms if any(iri not in reading.terms for reading in read)]
        numbers = members(bits)
        yield _Counted(
            bits=bits,
            proposed=(bits & proposed).bit_count(),
            declined=(bits & declined).bit_count(),
            finding=_finding(bits or wide & own, declined, read if terms else [], missing),
            missing=[] if wide & own else missing,
            shown=[index.things[n] for n, _ in zip(numbers, range(asked.shown), strict=False)],
        )


def _among(asked: Comparison, resources: Resources, but: str = "") -> int:
    """Return the set of the elements that pass the filters, leaving out one of them."""
    among = resources.index.of_kind("PlanElement")
    for name, wanted in asked.filters.items():
        if name != but:
            among &= resources.index.under(name, wanted)
    return among


def _finding(bits: int, declined: int, read: Sequence[Reading], missing: Sequence[str]) -> Finding:
    if bits:
        return "stated" if bits & ~declined else "declined"
    return "not-coded" if missing or not read else "silent"


def _list_of(asked: Comparison, topic: str, agreement: str) -> str | None:
    """Return the path of the API that lists what is in a cell."""
    if asked.by in asked.filters:
        return None
    filters = {**asked.filters, asked.by: [topic], "agreement": [agreement]}
    given = [(name, code(iri)) for name in sorted(filters) for iri in filters[name]]
    collection = vocabulary().home("PlanElement")
    return f"/api/v1/{collection.name}?{urlencode(given)}" if collection else None


def _differs(cells: Sequence[_Counted]) -> bool:
    return len({cell.finding for cell in cells}) > 1


def _terms(asked: Comparison, topic: str, resources: Resources) -> list[str]:
    """Return what a document must have been read for before it is silent of a topic."""
    subject = {name: asked.filters[name] for name in SUBJECT if name in asked.filters}
    kinds = asked.filters.get("type", [names.term("PlanElement")])
    if asked.by == "type":
        kinds = [topic]
    elif asked.by in SUBJECT:
        subject[asked.by] = [topic]
    terms = [
        term
        for kind in kinds
        if kind.startswith(names.ONT)  # no document is read for a scheme of concepts as such
        for term in needed_terms(kind.removeprefix(names.ONT), subject, resources)
    ]
    programmes = [names.term("NationalProgramme")] if asked.by == "programme" else []
    return list(dict.fromkeys([*terms, *programmes]))


def _with_narrower(topic: str, resources: Resources) -> frozenset[str]:
    return frozenset({topic, *resources.narrower.get(topic, ())})


def _shown(
    iri: str,
    bases: Sequence[Basis],
    topics: frozenset[str],
    named: dict[str, Thing],
    proposed: int,
    resources: Resources,
) -> Shown:
    resting = [basis for basis in bases if basis.topic is None or basis.topic in topics]
    grounds = {basis.ground.iri: basis.ground for basis in resting if basis.ground}
    quotes = {quote.passage: quote for basis in resting for quote in basis.quotes}
    return Shown(
        element=named[iri],
        proposed=bool(proposed >> resources.index.numbers[iri] & 1),
        grounds=[grounds[ground] for ground in sorted(grounds)],
        quotes=sorted(quotes.values(), key=lambda quote: (quote.document.iri, quote.start)),
    )


def tell_column(iri: str, agreement: Thing, resources: Resources) -> Column:
    """Return what is told of an agreement that is compared."""
    standings = resources.index.values_of(resources.index.numbers[iri], "normative")
    documents = [reading.document for reading in resources.readings if reading.agreement == iri]
    named = resources.things.named([*documents, *standings])
    standing = next((named[found] for found in standings), None)
    return Column(
        agreement=agreement, standing=standing, documents=[named[found] for found in documents]
    )
