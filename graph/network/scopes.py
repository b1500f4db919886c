"""What each document that is asked says of some kinds of edges, or whether anything can be said."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from graph.answers import Finding, Scope
from graph.findings import DECLINED
from graph.network.adjacency import Adjacency
from graph.network.bases import Basis, Triple
from graph.network.request import Asked
from graph.resources import Resources
from graph.scope import Reading


def scope_of(
    bases: Mapping[Triple, Basis],
    asked: Asked,
    asks: Callable[[str], bool],
    resources: Resources,
) -> list[Scope]:
    """Return what each document says that `asks` holds for, or that an edge rests on.

    An edge is declined where a thing at its end is. A document on which no edge of the answer
    rests is not silent if one of these kinds rests on it elsewhere: filters, steps and ends alone
    leave that out.
    """
    own = _by_document(bases, resources)
    asking = [r for r in resources.readings if asks(r.document) or r.document in own]
    wider = {**_wider(asked, resources), **own}
    needed = [kind.iri for kind in asked.kinds if kind.iri in resources.read_terms]
    iris = {*needed, *(iri for r in asking for iri in (r.document, r.agreement))}
    named = resources.things.named(iris)
    return [
        Scope(
            document=named[reading.document],
            agreement=named[reading.agreement],
            finding=_finding(wider.get(reading.document, ()), reading, needed),
            rows=len(own.get(reading.document, ())),
            read=bool(needed) and reading.terms.issuperset(needed),
            terms=[named[iri] for iri in needed if iri in reading.terms],
            missing=[named[iri] for iri in needed if iri not in reading.terms],
        )
        for reading in asking
    ]


def _finding(declined: Sequence[bool], reading: Reading, needed: Sequence[str]) -> Finding:
    """Return the finding from which of the edges are declined, and whether all was read."""
    if declined:
        return "declined" if all(declined) else "stated"
    return "silent" if needed and reading.terms.issuperset(needed) else "not-coded"


def _by_document(
    bases: Mapping[Triple, Basis], resources: Resources
) -> Mapping[str, Sequence[bool]]:
    """Return for each document whether each of the edges that rest on it is declined."""
    found: dict[str, list[bool]] = defaultdict(list)
    declined = _declined((end for s, _, o in bases for end in (s, o)), resources)
    for (subject, _, object_), basis in bases.items():
        for document in basis.documents:
            found[document].append(bool({subject, object_} & declined))
    return found


def _wider(asked: Asked, resources: Resources) -> Mapping[str, Sequence[bool]]:
    """Return for each document that says anything of such edges whether all are declined."""
    adjacency = resources.once(Adjacency)
    edges = adjacency.edges([kind.iri for kind in asked.kinds])
    things = adjacency.mask_of(resources.index.under("normative", DECLINED), beyond=False)
    declined = things[edges.subjects] | things[edges.objects]
    found = {adjacency.iris[number]: [True] for number in edges.documents(declined).tolist()}
    others = edges.documents(~declined).tolist()
    return {**found, **{adjacency.iris[number]: [False] for number in others}}


def _declined(iris: Iterable[str], resources: Resources) -> set[str]:
    index = resources.index
    bits = index.under("normative", DECLINED)
    return {
        iri
        for iri in set(iris)
        if (number := index.numbers.get(iri)) is not None and bits >> number & 1
    }
