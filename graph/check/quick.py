"""The quick SHACL engine, shifty: it answers wherever someone waits."""

from functools import cache

from rdflib import Graph
from shifty import PreparedValidator

from graph.check.findings import Finding, findings_of
from graph.check.rules import shapes, vocabulary


def findings(data: Graph, rules: Graph | None = None) -> list[Finding]:
    """Return all that `data` breaks, worst first, in an order that depends on nothing else.

    What the ontology and the concepts break of the same rules is found with it. `rules` is a
    shapes graph; without it, that of the folder `shapes`.
    """
    return findings_of(results_of(data.serialize(format="nt", encoding="utf-8"), rules))


def results_of(triples: bytes, rules: Graph | None = None) -> Graph:
    """Return the SHACL validation report (SHACL 3.6) on N-Triples, as the quick engine gives it.

    Nothing is inferred, and what a shape asks that the engine cannot do is an error, not ignored.
    """
    prepared = _prepared() if rules is None else PreparedValidator(rules)
    data = triples + vocabulary()
    _, results, _ = prepared.validate(
        data,
        shape_names=_broken(prepared, data),
        graph_mode="data",
        infer=False,
        on_unsupported="error",
    )
    return results


def _broken(prepared: PreparedValidator, data: bytes) -> list[str] | None:
    """Return the IRIs of the shapes that are broken somewhere; None, for all, if one has no IRI.

    Deciding takes a fraction of the time of reporting, and most shapes have nothing to report.
    """
    decided = prepared.validate_algebra(
        data, graph_mode="data", infer=False, sort_results=False, on_unsupported="error"
    )
    broken = {violation.shape_name for violation in decided.violations}
    return None if None in broken else sorted(map(str, broken))


@cache
def _prepared() -> PreparedValidator:
    return PreparedValidator(shapes())
