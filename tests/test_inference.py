"""What follows by rule: all of it, nothing else, and always with its premises."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple

from graph import names
from graph.engine import EmbeddedEngine
from graph.errors import AftalegrafError
from graph.explain import Explainer
from graph.inference import INFERRED, explain, infer, rules
from graph.release import Release, read_release


def iri(path: str) -> NamedNode:
    return NamedNode(names.data(path))


def term(name: str) -> NamedNode:
    return NamedNode(names.term(name))


def world(*triples: tuple[NamedNode, NamedNode, NamedNode]) -> Store:
    store = Store()
    store.extend(Quad(*triple, NamedNode(names.graph("x"))) for triple in triples)
    return store


BROADER = NamedNode("http://www.w3.org/2004/02/skos/core#broader")
A, B, C, D = (iri(name) for name in "abcd")


def test_each_rule_draws_its_conclusion() -> None:
    store = world(
        (A, term("ofAgreement"), B),
        (B, term("coversRegion"), C),
        (A, term("serves"), D),
        (D, term("underFocusArea"), iri("area")),
        (D, term("pursues"), iri("vision")),
        (A, term("theme"), iri("narrow")),
        (iri("narrow"), BROADER, iri("wide")),
        (A, term("targetGroup"), iri("old")),
        (iri("old"), BROADER, iri("adult")),
        (iri("adult"), BROADER, iri("all")),
        (A, term("partOfInitiative"), iri("middle")),
        (iri("middle"), term("partOfInitiative"), iri("whole")),
        (iri("i"), term("measures"), A),
        (iri("v"), term("ofIndicator"), A),
        (iri("s"), term("statusOf"), A),
        (iri("m"), term("milestoneOf"), A),
        (iri("d"), term("decisionOn"), A),
        (iri("t"), term("taskOf"), iri("body")),
        (iri("seat"), term("seatIn"), iri("body")),
        (iri("body"), term("inRegion"), C),
    )
    found = {(t.subject, t.predicate, t.object) for t in infer(store)}
    assert found == {
        (A, term("ofRegion"), C),
        (A, term("contributesTo"), iri("area")),
        (A, term("contributesTo"), iri("vision")),
        (A, term("underTheme"), iri("wide")),
        (A, term("concernsGroup"), iri("adult")),
        (A, term("concernsGroup"), iri("all")),
        (A, term("withinInitiative"), iri("whole")),
        (D, term("servedBy"), A),
        (iri("vision"), term("pursuedBy"), D),
        (A, term("measuredBy"), iri("i")),
        *((iri(record), term("ofRegion"), C) for record in ("v", "s", "m", "d", "t", "seat")),
    }
    assert infer(store) == [], "nothing more follows"


def test_a_conclusion_is_explained_by_rule_and_premises() -> None:
    store = world((A, term("serves"), D), (D, term("underFocusArea"), B))
    conclusion = Triple(A, term("contributesTo"), B)
    assert conclusion in infer(store)
    turtle = store.dump(format=RdfFormat.TURTLE, from_graph=NamedNode(names.graph("x")))
    engine = EmbeddedEngine(Release("test", {"x": turtle}))
    (explanation,) = explain(engine, conclusion)
    assert explanation.rule.name == "focus-area-through-goal"
    assert set(explanation.premises) == {
        Triple(A, term("serves"), D),
        Triple(D, term("underFocusArea"), B),
    }
    assert list(explain(engine, Triple(A, term("serves"), D))) == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_a_rule_is_worded_in_both_languages(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.wording["da"].endswith(".")
    assert rule.wording["en"].endswith(".")
    assert len(rule.premises) in (1, 2)


def test_the_graph_of_conclusions_is_what_the_rules_give_and_no_document_says() -> None:
    release = read_release()
    store = Store()
    for name, turtle in release.graphs.items():
        if name not in (INFERRED, "meta"):
            store.bulk_load(turtle, RdfFormat.TURTLE, to_graph=NamedNode(names.graph(name)))
    asserted = {quad.triple for quad in store}
    shipped = Store()
    shipped.bulk_load(release.graphs[INFERRED], RdfFormat.TURTLE)
    conclusions = {quad.triple for quad in shipped}
    assert conclusions == set(infer(store))
    assert not conclusions & asserted
    assert not [t for t in conclusions if isinstance(t.object, Literal)]


def test_a_relation_is_explained_by_its_passages_or_its_rule(engine: EmbeddedEngine) -> None:
    explainer = Explainer(engine)
    said = "\n".join(explainer.explain("dk82-2019.initiative.1", "serves", "dk82-2019.goal.1"))
    assert "structural: “FOREBYGGELSE Samarbejdsaftale om ryggestop”" in said
    drawn = "\n".join(
        explainer.explain("dk82-2019.initiative.1", "contributesTo", "dk82-2019.focus-area.1")
    )
    assert "computed by the rule focus-area-through-goal" in drawn
    assert said.splitlines()[0].strip() in drawn


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("dk82-2019.goal.1", "serves", "dk82-2019.goal.2"), "the release does not hold"),
        (("dk82-2019.goal.1", "servs", "dk82-2019.goal.2"), "did you mean 'serves'"),
        (("dk82-2019.goal.x", "serves", "dk82-2019.goal.2"), "is no known Thing"),
    ],
)
def test_what_cannot_be_explained_says_why(
    engine: EmbeddedEngine, asked: tuple[str, str, str], says: str
) -> None:
    with pytest.raises(AftalegrafError, match=says):
        Explainer(engine).explain(*asked)
