"""What follows from what the documents say: a few named rules, each a CONSTRUCT query.

The rules are in `graph/rules/*.rq`: the first line says the rule in both languages, the pattern
is a plain set of triples, so that what a conclusion rests on can be shown. They are run when a
release is built, after the shapes have seen the asserted graph alone, until nothing new follows.
What they conclude is a graph of its own, so that nobody takes it for what a document says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple
from rdflib.plugins.sparql import prepareQuery
from rdflib.term import Node, Variable

from graph import names
from graph.engine import Engine, Row
from graph.files import folder

INFERRED: Final = "inferred"
"""The name of the graph of conclusions."""

Pattern = tuple[Node, Node, Node]


@dataclass(frozen=True)
class Rule:
    """A rule: its name, its wording, what it concludes, from which triples."""

    name: str
    wording: Mapping[str, str]
    sparql: str
    conclusion: Pattern
    premises: Sequence[Pattern]


@dataclass(frozen=True)
class Explanation:
    """One way in which a triple follows: the rule, and the triples that it was drawn from."""

    rule: Rule
    premises: Sequence[Triple]


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of their names."""
    files = sorted(folder("rules").iterdir(), key=lambda file: file.name)
    return tuple(
        _rule(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".rq")
    )


def infer(store: Store) -> list[Triple]:
    """Return every triple that follows and is not in the store, and add it to the store."""
    graph = NamedNode(names.graph(INFERRED))
    inferred: dict[Triple, None] = {}
    while fresh := dict.fromkeys(_conclusions(store)):
        inferred |= fresh
        store.extend(Quad(t.subject, t.predicate, t.object, graph) for t in fresh)
    return list(inferred)


def explain(engine: Engine, triple: Triple) -> Iterator[Explanation]:
    """Yield each way in which the rules give the triple; none where it does not follow."""
    for rule in rules():
        bound = dict(zip(rule.conclusion, triple, strict=True))
        if bound.pop(rule.conclusion[1]).value != str(rule.conclusion[1]):
            continue
        for solution in _solutions(engine, rule, bound):
            premises = [_instance(pattern, solution) for pattern in rule.premises]
            yield Explanation(rule, premises)


def _conclusions(store: Store) -> Iterator[Triple]:
    for rule in rules():
        found = store.query(rule.sparql, use_default_graph_as_union=True)
        assert isinstance(found, QueryTriples)
        yield from (triple for triple in found if not _known(store, triple))


def _known(store: Store, triple: Triple) -> bool:
    return next(store.quads_for_pattern(*triple), None) is not None


def _solutions(engine: Engine, rule: Rule, bound: Mapping[Node, Any]) -> Sequence[Row]:
    where = " . ".join(" ".join(part.n3() for part in pattern) for pattern in rule.premises)
    values = " ".join(f"VALUES {variable.n3()} {{ {term} }}" for variable, term in bound.items())
    return engine.select(f"SELECT DISTINCT * WHERE {{ {values} {where} }}").rows


def _instance(pattern: Pattern, solution: Mapping[str, Any]) -> Triple:
    subject, predicate, object_ = (
        solution[str(part)] if isinstance(part, Variable) else NamedNode(str(part))
        for part in pattern
    )
    return Triple(subject, predicate, object_)


def _rule(name: str, text: str) -> Rule:
    danish, english = text.splitlines()[0].removeprefix("# ").split(" / ")
    algebra = prepareQuery(text).algebra
    (conclusion,) = algebra.template
    pattern = algebra.p
    while pattern.name != "BGP":
        pattern = pattern.p
    return Rule(name, {"da": danish, "en": english}, text, conclusion, tuple(pattern.triples))
