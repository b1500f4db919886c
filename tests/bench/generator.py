"""A corpus of any size in the shape of the shipped release: the same seed gives the same quads.

Each agreement is a shipped one under another name, with some of its elements left out by lot, and
with them what is said of them alone. So what belongs together in a real agreement does so here:
how many themes an element has, on how many passages a statement rests, how large the hubs are.
The words are those of the agreement that was copied, and mean nothing here.

A region has up to PERIODS agreements, one after another, copied in turn from those of one shipped
region. Correspondences join each with the next, and with those of the region before. What belongs
to a region, such as a body, is one for all of its agreements; what is national is one for all.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise
from random import Random
from typing import Final, TypeAlias

from pyoxigraph import NamedNode, RdfFormat, parse

from graph import names
from graph.engine import Term
from graph.inference import INFERRED
from graph.release import read_release

PERIODS: Final = 5
FIRST: Final = 2019
YEARS: Final = 5
"""From the start of an agreement to that of the next."""

QUADS: Final = 10_000
"""An agreement has about so many, with what was compared and what follows."""

KEPT: Final = (0.1, 0.65)
"""The least and the largest share of the elements below that an agreement keeps."""

THINNED: Final = ("Challenge", "Commitment", "Indicator", "Initiative", "Wish")
"""Classes of elements that are left out by lot; what became of them in another is left out whole,
since of a class that is compared at all every element has to be."""

FALLING: Final = (
    *("Assertion", "Contradiction", "Correspondence", "Decision", "IndicatorValue", "Milestone"),
    *("StatusRecord", "Task"),
)
"""Classes of what falls with any one of the things that it is about."""

_SIDES: Final = (
    ("aftale:fromElement", "aftale:toElement"),
    ("aftale:fromAgreement", "aftale:toAgreement"),
    ("concept:correspondence-merged", "concept:correspondence-split"),
    ("concept:correspondence-dropped", "concept:correspondence-new"),
    ("concept:correspondence-extended", "concept:correspondence-narrowed"),
)
TURNED: Final[Mapping[str, str]] = dict([*_SIDES, *((two, one) for one, two in _SIDES)])
"""The terms of a correspondence, read from the later agreement to the earlier."""

TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"

EVIDENCE: Final = "aftale:evidence"

NATIONAL: Final = "/dk-"
"""In the name of what belongs to no region."""

Line: TypeAlias = tuple[str, str, str]
"""Subject, property and object as Turtle has them."""


@dataclass(frozen=True)
class Shipped:
    """An agreement of the release: `dk82-2019`, its document, and what the graph of that says."""

    name: str
    document: str
    lines: Sequence[Line]

    @property
    def region(self) -> str:
        """The code of its region."""
        return self.name.partition("-")[0]

    @property
    def year(self) -> int:
        """The year in which it begins."""
        return int(self.name.partition("-")[2])


@dataclass(frozen=True)
class Source:
    """The release that is copied: its agreements, and what is said beside them."""

    agreements: Sequence[Shipped]
    shared: Sequence[Line]
    inferred: Sequence[Line]
    compared: Sequence[Line]
    kinds: Mapping[str, str]
    """The class of each thing."""

    def templates(self) -> list[list[Shipped]]:
        """Return the agreements of each region, the regions with most of them first."""
        found: dict[str, list[Shipped]] = defaultdict(list)
        for agreement in sorted(self.agreements, key=lambda agreement: agreement.name):
            found[agreement.region].append(agreement)
        return sorted(found.values(), key=lambda agreements: -len(agreements))


@dataclass(frozen=True)
class Made:
    """An agreement of the corpus, what it is copied from, and which things it leaves out."""

    of: Shipped
    region: str
    year: int
    left_out: AbstractSet[str]

    @property
    def name(self) -> str:
        """Its name, and that of its document."""
        return f"{self.region}-{self.year}"


def release(quads: int, seed: int = 0) -> dict[str, bytes]:
    """Return the Turtle of as many agreements as make about so many quads, by graph name.

    They are `r1-2019`, `r1-2024` …, `r2-2019` … The graphs of the ontology are not among them.
    """
    source, number = _read(), max(1, round(quads / QUADS))
    templates = source.templates()
    graphs: dict[str, dict[Line, None]] = defaultdict(dict)
    before: list[Made] = []
    for place in range(-(-number // PERIODS)):
        chance = Random(f"{seed} {place}")
        periods = range(min(PERIODS, number - place * PERIODS))
        of = templates[place % len(templates)]
        region = [
            _made(of[period % len(of)], f"r{place + 1}", period, chance, source)
            for period in periods
        ]
        for graph, line in _written(region, before, source):
            graphs[graph][line] = None
        before = region
    return {graph: _turtle(lines) for graph, lines in graphs.items()}


def _made(of: Shipped, region: str, period: int, chance: Random, source: Source) -> Made:
    share = chance.uniform(*KEPT)
    own = dict.fromkeys(s for s, _, _ in of.lines if s.startswith(f"<{of.name}/"))
    thinned = [thing for thing in own if source.kinds.get(thing) in THINNED]
    left_out = frozenset(thing for thing in thinned if chance.random() > share)
    return Made(of, region, FIRST + YEARS * period, left_out)


def _written(
    region: Sequence[Made], before: Sequence[Made], source: Source
) -> Iterator[tuple[str, Line]]:
    """Yield the name of a graph and a line of it for all that is said of a region's agreements."""
    for number, made in enumerate(region):
        near = region[number - 1] if number else region[min(1, len(region) - 1)]
        known = [made, near] if near.of != made.of else [made]
        for s, p, o in _copied([*made.of.lines, *source.shared], known, source):
            is_national = NATIONAL in s and not o.startswith("<passage/")
            yield "entities" if is_national else made.name, (s, p, o)
        yield from ((INFERRED, line) for line in _copied(source.inferred, known, source))
    pairs = [*pairwise(region), *zip(before, region, strict=False)]
    for one, other in pairs:
        if one.of != other.of:
            graph = f"{one.name}-to-{other.name}"
            yield from ((graph, line) for line in _compared(one, other, source))


def _compared(one: Made, other: Made, source: Source) -> Iterator[Line]:
    """Yield the correspondences of two agreements, turned round where the later is copied first."""
    is_turned = one.region == other.region and one.of.year > other.of.year
    turn = TURNED if is_turned else {}
    for s, p, o in _copied(source.compared, [other, one], source):
        yield s, turn.get(p, p), turn.get(o, o)


def _copied(lines: Sequence[Line], known: Sequence[Made], source: Source) -> Iterator[Line]:
    """Yield lines under the names of the first agreement, where only the known ones are named."""
    terms = {term for s, _, o in lines for term in (s, o)}
    new = {term: name for term in terms if (name := _renamed(term, known)) is not None}
    left_out = terms - new.keys() | {term for made in known for term in made.left_out}
    resting = {s for s, p, o in lines if p == EVIDENCE and o in new}
    left_out |= {s for s, p, _ in lines if p == EVIDENCE and NATIONAL in s} - resting
    own, later = f"<{known[0].of.name}", known[0].year - known[0].of.year
    for s, p, o in _without(left_out, lines, source.kinds):
        if NATIONAL in s:
            yield new[s], p, new[o]
        elif p == "aftale:slug" and new[s] != s:
            yield new[s], p, f'{o[:-1]}-{known[0].region}"'
        elif s.startswith(own) and o.endswith("#date>"):
            yield new[s], p, f'"{int(o[1:5]) + later}{o[5:]}'
        else:
            yield new[s], p, new[o]


def _without(
    left_out: Iterable[str], lines: Sequence[Line], kinds: Mapping[str, str]
) -> list[Line]:
    """Return lines without some things, what falls with them, and passages that bear nothing."""
    about: dict[str, list[str]] = defaultdict(list)
    for s, _, o in lines:
        if kinds.get(s) in FALLING:
            about[o].append(s)
    waiting, gone = [*left_out], set(left_out)
    while waiting:
        fallen = [thing for thing in about.get(waiting.pop(), ()) if thing not in gone]
        gone.update(fallen)
        waiting += fallen
    kept = [line for line in lines if line[0] not in gone and line[2] not in gone]
    bearing = {o for _, p, o in kept if p == EVIDENCE}
    return [line for line in kept if kinds.get(line[0]) != "Passage" or line[0] in bearing]


_NAMED: Final = re.compile(
    r"(?<=<)(?:assertion|correspondence)/|(?<=[</])(?:dk\d+(?:-\d{4}(?=[/>]))?|[a-z]+-\d{4}-\d{4})"
)
"""The agreement, region or document in the name of a thing, and what is numbered within these."""


def _renamed(term: str, known: Sequence[Made]) -> str | None:
    """Return the name that a term has in the corpus; None where it is of something not known."""
    if not term.startswith("<"):
        return term
    new = {
        "assertion/": f"assertion/{known[0].name}-",
        "correspondence/": f"correspondence/{'-'.join(made.name for made in known)}-",
    }
    for made in reversed(known):
        new |= {made.of.name: made.name, made.of.document: made.name, made.of.region: made.region}
    parts = _NAMED.findall(term)
    return _NAMED.sub(lambda part: new[part[0]], term) if new.keys() >= set(parts) else None


def _read() -> Source:
    """Return the shipped release as it is copied."""
    graphs = {name: _lines(turtle) for name, turtle in read_release().graphs.items()}
    kinds = {s: o.removeprefix("aftale:") for ls in graphs.values() for s, p, o in ls if p == TYPE}
    about = {
        s: o.strip("<>")
        for lines in graphs.values()
        for s, p, o in lines
        if p == "aftale:aboutAgreement"
    }
    agreements = [
        Shipped(agreement, document, graphs[document])
        for iri, agreement in sorted(about.items())
        if (document := iri.removeprefix("<document/").rstrip(">")) in graphs
    ]
    compared = [
        line
        for name, lines in graphs.items()
        if any(kinds.get(s) == "Correspondence" for s, _, _ in lines) and name not in about.values()
        for line in lines
    ]
    thinned = {s for s, p, o in compared if p in _SIDES[0] and kinds.get(o) in THINNED}
    compared = [line for line in compared if line[0] not in thinned]
    national = [line for agreement in agreements for line in agreement.lines if NATIONAL in line[0]]
    shared = [*graphs["entities"], *national]
    return Source(agreements, shared, graphs[INFERRED], compared, kinds)


def _lines(turtle: bytes) -> list[Line]:
    """Return what a graph says, but of names that are no longer used."""
    found = [
        (_term(quad.subject), _term(quad.predicate), _term(quad.object))
        for quad in parse(turtle, format=RdfFormat.TURTLE)
    ]
    retired = {s for s, p, _ in found if p.endswith("owl#deprecated>")}
    return [line for line in found if line[0] not in retired]


def _term(term: Term) -> str:
    """Return a term as the head of `_turtle` lets it be written."""
    if not isinstance(term, NamedNode):
        return str(term)
    for prefix, namespace in (("aftale", names.ONT), ("concept", names.CONCEPT)):
        if term.value.startswith(namespace):
            return f"{prefix}:{term.value.removeprefix(namespace)}"
    return f"<{term.value.removeprefix(names.DATA)}>"


def _turtle(lines: Iterable[Line]) -> bytes:
    said: dict[str, list[str]] = defaultdict(list)
    for s, p, o in lines:
        said[s].append(f"{p} {o}")
    prefixes = f"@prefix aftale: <{names.ONT}> . @prefix concept: <{names.CONCEPT}> ."
    statements = (f"{subject} {' ; '.join(found)} ." for subject, found in said.items())
    return "\n".join([f"@base <{names.DATA}> . {prefixes}", *statements]).encode()
