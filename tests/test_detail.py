"""One thing: its relations against the triples, its RDF, and what its card keeps to itself."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
import rdflib
from lists import COLLECTIONS, every, listed
from pyld import jsonld
from pyoxigraph import Literal, NamedNode
from triples import Triples

from graph import names
from graph.answers import Thing
from graph.engine import Term, value
from graph.errors import ParameterError
from graph.jsonld import context, context_file, write_jsonld
from graph.resources import Resources, describe, facets, tell, tell_relations
from graph.resources.cards import hidden, term_name
from graph.resources.collections import vocabulary
from graph.resources.cursors import write_cursor
from graph.resources.relations import HIDDEN, Relation, list_name
from graph.turtle import write_turtle

OWL = "http://www.w3.org/2002/07/owl#"
RELATIONS_HIDDEN = {text.strip("<>") for text in HIDDEN} | vocabulary().inverses


def relations(
    resources: Resources, iri: str, direction: str, limit: str = "500", **given: str
) -> Iterator[Relation]:
    """Yield all relations of a thing, page by page."""
    cursor: str | None = ""
    while cursor is not None:
        asked = {"direction": [direction], "limit": [limit], "cursor": [cursor]}
        page = tell_relations(iri, asked | {k: [v] for k, v in given.items()}, resources)
        yield from page.items
        cursor = page.next


def ends(triples: Triples, iri: str, direction: str) -> set[tuple[str, str]]:
    """Return the properties and other ends that the triples give."""
    found = {(p, s) for s, p in triples.at[iri]} if direction == "in" else triples.of[iri]
    return {(p, other) for p, other in found if p not in RELATIONS_HIDDEN and "://" in other}


@pytest.fixture(scope="module")
def examples(resources: Resources) -> list[str]:
    """The first and the last thing of every collection."""
    found = [every(resources, name) for name in COLLECTIONS]
    return sorted({iri for whole in found for iri in (whole[0], whole[-1])})


def test_the_relations_of_a_thing_are_its_triples_in_both_directions(
    resources: Resources, triples: Triples, examples: list[str]
) -> None:
    for iri in examples:
        detail = tell(iri, resources)
        for page in detail.relations:
            whole = list(relations(resources, iri, page.direction))
            assert page.items == whole[:50]
            found = [(relation.property.iri, relation.thing.iri) for relation in whole]
            assert set(found) == ends(triples, iri, page.direction), iri
            assert page.total == len(found) == len(set(found))


def test_each_relation_has_the_ground_and_the_quotes_of_its_assertion(
    resources: Resources, triples: Triples, examples: list[str]
) -> None:
    seen: Counter[str] = Counter()
    for iri in examples:
        for direction in ("out", "in"):
            for relation in relations(resources, iri, direction):
                pair = iri, relation.thing.iri
                subject, object_ = pair if direction == "out" else pair[::-1]
                asserted = (
                    triples.into({subject}, "assertedSubject")
                    & triples.into({relation.property.iri}, "assertedPredicate")
                    & triples.into({object_}, "assertedObject")
                )
                quoted = {quote.passage for quote in relation.quotes}
                ground = relation.ground.iri if relation.ground else None
                if asserted:
                    seen["asserted"] += 1
                    assert quoted == triples.out(asserted, "evidence")
                    assert {ground} == triples.out(asserted, "ground")
                    assert ({relation.justification} - {None}) == triples.out(
                        asserted, "justification"
                    )
                elif ground == names.concept("ground", "computed"):
                    seen["computed"] += 1
                    assert not quoted
                else:
                    seen["own"] += 1
                    assert quoted == triples.out({subject}, "evidence")
    assert all(seen[kind] > 50 for kind in ("asserted", "computed", "own")), seen


def test_the_relations_of_a_concept_with_many_are_paged(
    resources: Resources, triples: Triples
) -> None:
    theme = names.concept("theme", "governance")
    whole = list(relations(resources, theme, "in"))
    walked = list(relations(resources, theme, "in", limit="97"))
    assert walked == whole
    assert len(whole) > 100
    themes = list(relations(resources, theme, "in", property="theme"))
    assert {relation.thing.iri for relation in themes} == triples.into({theme}, "theme")
    up = list(relations(resources, names.concept("theme", "tobacco"), "out", property="broader"))
    assert up


@pytest.mark.parametrize(
    ("asked", "nearest"),
    [
        ({"property": "servs"}, "did you mean 'serves'"),
        ({"property": "a b"}, "property"),
        ({"property": "²"}, "property"),
        ({"direction": "up"}, "neither out nor in"),
        ({"directoin": "in"}, "did you mean 'direction'"),
        ({"limit": "501"}, "500"),
        ({"cursor": "x"}, "cursor"),
    ],
)
def test_what_is_wrong_in_a_question_for_relations_is_refused(
    resources: Resources, asked: dict[str, str], nearest: str
) -> None:
    iri = every(resources, "goals")[0]
    with pytest.raises(ParameterError, match=nearest):
        tell_relations(iri, {name: [text] for name, text in asked.items()}, resources)


def test_a_cursor_of_relations_beyond_the_end_is_empty_or_refused(resources: Resources) -> None:
    iri = every(resources, "goals")[0]
    named = list_name(iri, "out", None)
    past = write_cursor(resources.release, named, 10**6)
    assert not tell_relations(iri, {"cursor": [past]}, resources).items
    for start in (-1, 10**30):
        cursor = write_cursor(resources.release, named, start)
        with pytest.raises(ParameterError, match="cursor"):
            tell_relations(iri, {"cursor": [cursor]}, resources)


def test_a_card_says_everything_that_the_triples_say_of_the_thing(
    resources: Resources, triples: Triples
) -> None:
    """What a card hides, since a facet tells it, the facet does tell."""
    stands_for = {name: facet for facet in facets().values() for name in facet.properties}
    for name in COLLECTIONS:
        for item in listed(resources, name, limit="500").items:
            for property_, object_ in triples.of[item.iri]:
                short = term_name(property_)
                if short in stands_for:
                    told = item.facets[stands_for[short].name]
                    assert object_ in {t.iri for t in told if isinstance(t, Thing)}, item.iri
                elif property_ not in hidden():
                    assert item.properties[short]
            assert not set(item.properties) & {term_name(p) for p in hidden()}


def test_a_description_is_true_and_has_all_that_is_said_of_the_thing(
    resources: Resources, triples: Triples, examples: list[str]
) -> None:
    for iri in examples:
        found = {
            (value(t.subject), t.predicate.value, t.object)
            for t in describe(resources.engine, [iri], incoming=True)
        }
        assert found <= triples.all
        subjects = {iri} | triples.into({iri}, "assertedSubject", "assertedObject")
        subjects |= triples.out(subjects, "evidence")
        assert {(s, p, value(o)) for s, p, o in found} >= {
            *((s, p, o) for s in subjects for p, o in triples.of[s]),
            *((s, p, iri) for s, p in triples.at[iri]),
        }
        labels = {s for s, p, _ in found if p.endswith(("prefLabel", "#label"))}
        things = {o.value for _, _, o in found if isinstance(o, NamedNode)}
        named = resources.things.named(things).values()
        mentioned = {thing.iri for thing in named if thing.label["da"]}
        assert mentioned <= labels


def loaded(body: bytes) -> set[tuple[object, object, object]]:
    """Parse our JSON-LD as a stranger does, with the served context and no network."""

    def loader(url: str, _: object) -> object:
        assert url == "https://example.org/context/v1.jsonld"
        return {"contextUrl": None, "documentUrl": url, "document": json.loads(context_file())}

    options = {
        "base": "https://example.org/",
        "documentLoader": loader,
        "format": "application/n-quads",
    }
    quads = jsonld.to_rdf(json.loads(body), options)
    return set(rdflib.Graph().parse(data=quads, format="nt"))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_turtle_and_json_ld_are_the_same_triples(resources: Resources, name: str) -> None:
    described = describe(
        resources.engine, [item.iri for item in listed(resources, name, limit="3").items]
    )
    turtle = set(rdflib.Graph().parse(data=write_turtle(described), format="turtle"))
    assert loaded(write_jsonld(described)) == turtle
    assert len(turtle) == len(described) > 3
    assert write_jsonld(described) == write_jsonld(set(described))


TERMS = context()["@context"]


def coercion(property_: str) -> set[str]:
    """Return how the context reads a value of a property; nothing is said of strings."""
    found = (t for t in TERMS.values() if isinstance(t, dict) and expanded(t["@id"]) == property_)
    types = {term.get("@type", "") for term in found}
    return {kind if kind.startswith("@") or not kind else expanded(kind) for kind in types}


def expanded(name: str) -> str:
    prefix, _, end = name.partition(":")
    return TERMS[prefix] + end if prefix in TERMS else name


def test_the_context_reads_every_property_of_the_ontology_as_the_data_has_its_values(
    triples: Triples,
) -> None:
    """What a term is missing for falls to `@vocab`, which is right for strings alone."""
    used: dict[str, set[str]] = defaultdict(set)
    for _, property_, object_ in triples.all:
        used[property_].add(kind(object_))
    objects = triples.into({f"{OWL}ObjectProperty"}, "a")
    ours = objects | triples.into({f"{OWL}DatatypeProperty"}, "a")
    for property_ in ours:
        wanted = used.get(property_) or ({"@id"} if property_ in objects else set())
        for one in wanted:
            assert one in (coercion(property_) or {""}), f"ontology/context.jsonld: {property_}"
    assert len(ours) > 100


def kind(term: Term) -> str:
    """Return what a context is to say of a value: `@id`, a datatype, or nothing for a string."""
    if not isinstance(term, Literal):
        return "@id"
    plain = term.language or term.datatype.value.endswith("#string")
    return "" if plain else term.datatype.value
