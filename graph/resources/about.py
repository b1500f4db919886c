"""What a page says of anything that has an IRI of ours, in a collection or not."""

from collections.abc import Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph import names
from graph.answers import Cell, Model, Quote, Thing
from graph.ask import cell
from graph.errors import UnknownThing
from graph.resources.cards import RDF_TYPE
from graph.resources.collections import IN_SCHEME
from graph.resources.descriptions import EVIDENCE, describe
from graph.resources.detail import DIRECTIONS, gone
from graph.resources.groups import Group, groups
from graph.resources.resources import Resources

LABELS: Final = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
)


class Statement(Model):
    """A property and a plain value."""

    property: Thing
    value: Cell
    language: str | None


class About(Model):
    """Whatever has an IRI: its name, what is said of it in plain values, quotes, relations."""

    thing: Thing
    types: Sequence[Thing]
    """Its classes of our ontology, or the scheme of a concept."""
    statements: Sequence[Statement]
    quotes: Sequence[Quote]
    relations: Sequence[Group]
    """Those from it first."""


def check_known(iri: str, resources: Resources) -> None:
    """Raise UnknownThing where nothing is said of an IRI, Withdrawn and Merged where it is gone."""
    if what := gone(iri, resources):
        raise what
    asked = f"SELECT ?property WHERE {{ <{iri}> ?property ?value }} LIMIT 1"
    if not (names.is_iri(iri) and resources.engine.select(asked).rows):
        raise UnknownThing(f"nothing is known of {iri}")


def described(iri: str, resources: Resources) -> set[Triple]:
    """Return the triples about an IRI of ours, both ways; raises what `check_known` does."""
    check_known(iri, resources)
    return describe(resources.engine, [iri], incoming=True)


def about(iri: str, resources: Resources, left_out: Sequence[str] = ()) -> About:
    """Return what a page says; raises what `check_known` does.

    `left_out` are IRIs of properties whose relations the page tells in another way.
    """
    check_known(iri, resources)
    own = [t for t in describe(resources.engine, [iri]) if t.subject == NamedNode(iri)]
    kinds = _kinds(own)
    named = resources.things.named({iri, *kinds, *(triple.predicate.value for triple in own)})
    passages = [t.object.value for t in own if t.predicate.value == EVIDENCE]  # type: ignore[union-attr]
    statements = [
        Statement(
            property=named[triple.predicate.value],
            value=cell(triple.object, named),
            language=triple.object.language,
        )
        for triple in sorted(own, key=lambda triple: names.natural(str(triple)))
        if isinstance(triple.object, Literal) and triple.predicate.value not in LABELS
    ]
    return About(
        thing=named[iri],
        types=[named[kind] for kind in kinds],
        statements=statements,
        quotes=sorted(
            resources.things.quoted(passages).values(), key=lambda q: (q.document.iri, q.start)
        ),
        relations=[group for way in DIRECTIONS for group in groups(iri, way, resources, left_out)],
    )


def _kinds(own: Sequence[Triple]) -> list[str]:
    found = {
        triple.object.value
        for triple in own
        if triple.predicate.value in (RDF_TYPE, IN_SCHEME) and isinstance(triple.object, NamedNode)
    }
    return sorted(kind for kind in found if kind.startswith(names.BASE))
