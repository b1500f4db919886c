"""The reference SHACL engine, pyshacl: it confirms what a build writes; nothing else loads it.

It and the quick one are proved to find the same in every mistake that the tests know, and in each
release before it is written; `shapes/README.md` says how, and what each costs.
"""

import warnings

from pyoxigraph import RdfFormat, Store
from pyshacl import validate
from pyshacl.graph_abstraction import OxigraphDataGraph
from rdflib import Graph

from graph.check.findings import Finding, findings_of
from graph.check.rules import shapes, vocabulary
from graph.errors import EnginesDisagree


def confirm(data: Graph, found: list[Finding]) -> None:
    """Ask the reference engine too; raise EnginesDisagree where it does not find the same."""
    known = findings_of(_results_of(data.serialize(format="nt", encoding="utf-8")))
    apart = sorted({f"{each.shape} of {each.focus}" for each in {*known} ^ {*found}})
    if apart:
        raise EnginesDisagree(
            "the two SHACL engines do not find the same, so nothing was written; please report "
            f"this with the sheet: {'; '.join(apart)}"
        )


def _results_of(triples: bytes) -> Graph:
    """Return the SHACL validation report on N-Triples, as pyshacl gives it."""
    with warnings.catch_warnings():
        # rdflib warns of itself when it compares a day of the calendar with one that is none.
        warnings.simplefilter("ignore", DeprecationWarning)
        data = _Data(_store(triples))
        _, results, text = validate(data, shacl_graph=shapes(), inference="none")
    assert isinstance(results, Graph), f"a shape cannot be evaluated: {text}"
    return results


class _Data(OxigraphDataGraph):
    """The store as pyshacl reads it, never taken for empty.

    pyshacl asks at every result whether the graph is empty, and would count all its triples each
    time: the time would grow with the square of the data.
    """

    def __bool__(self) -> bool:
        return True


def _store(triples: bytes) -> Store:
    """Put the data and the vocabulary into pyoxigraph.

    There pyshacl evaluates SPARQL constraints some fifty times faster than over rdflib, whose
    parser reads the query again for every focus node.
    """
    store = Store()
    store.bulk_load(vocabulary(), RdfFormat.N_TRIPLES)
    store.bulk_load(triples, RdfFormat.N_TRIPLES)
    return store
