"""Why the graph holds a relation: the passages that it rests on, or the rule that it follows by."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import NamedNode, Triple

from graph import names
from graph.engine import Engine, value
from graph.errors import AftalegrafError, nearest
from graph.inference import explain as by_rules
from graph.things import ANYTHING, Things

_ASSERTIONS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?ground ?passage ?reason WHERE {{
    ?assertion aftale:assertedSubject $subject ; aftale:assertedPredicate $predicate ;
        aftale:assertedObject $object ; aftale:ground ?ground ; aftale:evidence ?passage .
    OPTIONAL {{ ?assertion aftale:justification ?reason }}
}} ORDER BY ?assertion ?passage"""


class Explainer:
    """Explains the relations of the release that an engine holds."""

    def __init__(self, engine: Engine) -> None:
        """Read the names of the release's things."""
        self._engine = engine
        self._things = Things(engine)

    def explain(self, subject: str, predicate: str, object_: str) -> list[str]:
        """Return lines that say what the relation rests on, each premise indented below it.

        Subject and object are IRIs, short ids, slugs or codes, the predicate is the name of an
        own property. Raises AftalegrafError where the release does not hold the relation.
        """
        triple = Triple(
            NamedNode(self._things.resolve(subject, ANYTHING, "subject")),
            NamedNode(self._predicate(predicate)),
            NamedNode(self._things.resolve(object_, ANYTHING, "object")),
        )
        if not self._holds(triple):
            raise AftalegrafError(f"the release does not hold: {self._said(triple)}")
        return list(self._lines(triple, 0))

    def _predicate(self, name: str) -> str:
        iri = names.term(name.removeprefix("aftale:").removeprefix(names.ONT))
        used = self._engine.select("SELECT DISTINCT ?predicate WHERE { ?s ?predicate ?o }").rows
        known = {value(row["predicate"]) for row in used}
        if iri not in known:
            own = (term for term in known if term.startswith(names.ONT))
            advice = nearest(name, (term.removeprefix(names.ONT) for term in own))
            raise AftalegrafError(f"'{name}' is no property of the data; {advice}")
        return iri

    def _lines(self, triple: Triple, depth: int) -> Iterator[str]:
        indent = "  " * depth
        yield f"{indent}{self._said(triple)}"
        for line in self._evidence(triple):
            yield f"{indent}  {line}"
        for explanation in by_rules(self._engine, triple):
            rule = explanation.rule
            yield f"{indent}  computed by the rule {rule.name}: {rule.wording['en']}"
            for premise in explanation.premises:
                yield from self._lines(premise, depth + 2)

    def _evidence(self, triple: Triple) -> Iterator[str]:
        query = _ASSERTIONS
        for name, term in zip(("subject", "predicate", "object"), triple, strict=True):
            query = query.replace(f"${name}", str(term))
        for row in self._engine.select(query).rows:
            ground, passage = value(row["ground"]), value(row["passage"])
            quote = self._things.quoted([passage])[passage]
            label = self._things.named([ground])[ground].label.marked("en")
            because = f" ({value(row['reason'])})" if "reason" in row else ""
            yield f"{label}: “{quote.plain}”, {quote.document.id}{because}"

    def _holds(self, triple: Triple) -> bool:
        pattern = " ".join(map(str, triple))
        return bool(self._engine.select(f"SELECT * WHERE {{ {pattern} }}").rows)

    def _said(self, triple: Triple) -> str:
        iris = [str(getattr(term, "value", term)) for term in triple]
        named = self._things.named(iris)
        return " – ".join(named[iri].label.marked("en") or iri for iri in iris)
