"""The line of a thing: by hand on a made-up reorganisation, naively on any graph."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

import pytest
from changes_asked import ids
from fastapi.testclient import TestClient
from reorganised import made_up_release

from graph import names
from graph.comparison.lineage import Lineage, read_lineage, tell_lineage
from graph.comparison.succession import Pair, read_succession
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.names import natural
from graph.release import Release
from graph.resources import Resources

# A line that meets again, two that are nobody's, and a circle.
DIAMOND = """
@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix x: <http://www.w3.org/2001/XMLSchema#> .
<cluster/1> a a:Cluster ; a:validFrom "2001-01-01"^^x:date ; a:validUntil "2001-12-31"^^x:date .
<cluster/2> a a:Cluster ; a:validFrom "2003-01-01"^^x:date ; a:succeeds <cluster/1> .
<cluster/3> a a:Cluster ; a:validFrom "2002-01-01"^^x:date ; a:succeeds <cluster/1> .
<cluster/4> a a:Cluster ; a:validFrom "2004-01-01"^^x:date ;
    a:succeeds <cluster/2>, <cluster/3>, <cluster/1> .
<cluster/5> a a:Cluster ; a:succeeds <cluster/3> .
<cluster/6> a a:Cluster .
<body/1> a a:Body ; a:succeeds <body/3> .
<body/2> a a:Body ; a:succeeds <body/1> .
<body/3> a a:Body ; a:succeeds <body/2> .
<body/4> a a:Body ; a:succeeds <body/3> .
"""


@pytest.fixture(scope="module")
def world() -> Resources:
    return Resources(EmbeddedEngine(made_up_release()))


@pytest.fixture(scope="module")
def diamond() -> Resources:
    return Resources(EmbeddedEngine(Release("diamond", {"all": DIAMOND.encode()})))


def line(resources: Resources, of: str) -> Lineage:
    return tell_lineage(read_lineage({"of": [of]}, resources), resources)


def told(found: Lineage) -> list[tuple[str, str | None, str | None]]:
    return [(step.kind, step.earlier.id, step.later.id) for step in found.steps]


def places(found: Lineage) -> dict[str | None, str]:
    return {member.thing.id: member.place for member in found.things}


CLUSTERS = {
    "council.dk98-1": [
        ("merged", "cluster.dk96-1", "council.dk98-1"),
        ("regrouped", "cluster.dk96-2", "council.dk98-1"),
        ("merged", "cluster.dk97-1", "council.dk98-1"),
    ],
    "council.dk98-2": [("split", "cluster.dk96-2", "council.dk98-2")],
    "cluster.dk96-1": [("merged", "cluster.dk96-1", "council.dk98-1")],
    "cluster.dk96-2": [
        ("regrouped", "cluster.dk96-2", "council.dk98-1"),
        ("split", "cluster.dk96-2", "council.dk98-2"),
    ],
    "region.dk97": [("merged", "region.dk97", "region.dk98")],
    "dk98-2031": [
        ("merged", "dk96-2028", "dk98-2031"),
        ("merged", "dk97-2028", "dk98-2031"),
    ],
    "dk96-2028": [("merged", "dk96-2028", "dk98-2031")],
    "body.dk96-01": [("replaced", "body.dk96-01", "body.dk98-01")],
    "body.dk96-02": [],
}


@pytest.mark.parametrize("of", CLUSTERS)
def test_the_steps_of_the_reorganisation(world: Resources, of: str) -> None:
    found = line(world, of)
    assert told(found) == CLUSTERS[of]
    assert (found.total, found.of.id) == (len(CLUSTERS[of]), of)


def test_a_step_tells_who_shares_it_and_what_it_rests_on(world: Resources) -> None:
    (step,) = line(world, "council.dk98-2").steps
    assert (ids(step.with_earlier), ids(step.with_later)) == ([], ["council.dk98-1"])
    (basis,) = step.bases
    assert basis.relation.iri == names.term("succeeds")
    assert basis.correspondence is None
    assert basis.ground is not None
    assert basis.ground.id == "concept.ground-stated"
    assert [quote.plain for quote in basis.quotes] == [
        "Sydrådet-eksempel afløser resten af Midtklyngen-eksempel."
    ]


def test_each_thing_is_told_with_its_kind_its_time_and_its_place(world: Resources) -> None:
    found = line(world, "council.dk98-1")
    assert [
        (m.thing.id, m.type.label.en, m.place, str(m.valid_from), str(m.valid_until))
        for m in found.things
    ] == [
        ("cluster.dk96-1", "cluster", "earlier", "2028-01-01", "2030-12-31"),
        ("cluster.dk96-2", "cluster", "earlier", "2028-01-01", "2030-12-31"),
        ("cluster.dk97-1", "cluster", "earlier", "2028-01-01", "2030-12-31"),
        ("council.dk98-1", "local council (example)", "itself", "2031-01-01", "None"),
    ]
    standings = [m.standing.id for m in line(world, "dk98-2031").things if m.standing]
    assert standings == ["concept.normative-adopted"] * 3
    assert line(world, "region.dk98").things[0].standing is None


# The East's body is told to be replaced, and judged to be; both are told, what is stated first.
def test_what_is_stated_and_what_is_judged_are_two_grounds_of_one_step(world: Resources) -> None:
    (step,) = line(world, "body.dk98-01").steps
    assert [(b.relation.label.en, b.ground and b.ground.label.en) for b in step.bases] == [
        ("succeeds", "stated"),
        ("extended", "analyst"),
    ]
    assert step.bases[1].correspondence is not None
    assert step.bases[1].correspondence.id == "correspondence.dk96-5"
    assert step.bases[1].justification == "Udvalget dækker nu hele regionen."


def test_elements_have_a_line_through_the_correspondences(world: Resources) -> None:
    assert told(line(world, "dk98-2031.goal.1")) == [
        ("merged", "dk96-2028.goal.1", "dk98-2031.goal.1"),
        ("merged", "dk97-2028.goal.1", "dk98-2031.goal.1"),
    ]
    assert told(line(world, "dk96-2028.goal.2")) == []


def test_documents_that_tell_nothing_are_silent_or_were_not_read(world: Resources) -> None:
    found = {e.document.id: (e.finding, e.rows) for e in line(world, "region.dk96").scope}
    assert found == {
        "document.eksempel-oest-2028": ("silent", 0),
        "document.eksempel-samlet-2031": ("stated", 1),
        "document.eksempel-vest-2028": ("not-coded", 0),
    }
    abolished = {e.document.id: e.finding for e in line(world, "body.dk96-02").scope}
    assert abolished["document.eksempel-samlet-2031"] == "silent"


def test_a_line_that_parts_and_meets_again(diamond: Resources) -> None:
    found = line(diamond, "cluster.4")
    # In the order of the years, though 2 has a lesser id than 3.
    assert [m.thing.id for m in found.things] == [f"cluster.{n}" for n in (1, 3, 2, 4)]
    assert told(found) == [
        ("split", "cluster.1", "cluster.3"),
        ("split", "cluster.1", "cluster.2"),
        ("regrouped", "cluster.1", "cluster.4"),
        ("regrouped", "cluster.3", "cluster.4"),
        ("merged", "cluster.2", "cluster.4"),
    ]
    # 4 succeeds 3 too, but what shares a predecessor is not in the line of 5.
    other = line(diamond, "cluster.5")
    assert places(other) == {"cluster.1": "earlier", "cluster.3": "earlier", "cluster.5": "itself"}
    assert ids(other.steps[-1].with_later) == ["cluster.4"]


def test_what_has_no_line_is_alone_in_it(diamond: Resources) -> None:
    found = line(diamond, "cluster.6")
    assert (places(found), found.steps) == ({"cluster.6": "itself"}, [])


# The shapes forbid a circle; a graph that has one gets an answer all the same.
def test_a_circle(diamond: Resources) -> None:
    found = line(diamond, "body.2")
    assert places(found) == {
        "body.1": "circle",
        "body.2": "circle",
        "body.3": "circle",
        "body.4": "later",
    }
    assert [m.thing.id for m in found.things] == [f"body.{n}" for n in (1, 2, 3, 4)]
    assert found.total == 4


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "name an agreement"),
        ({"of": [""]}, "name an agreement"),
        ({"of": ["dk98-2030"]}, "did you mean"),
        ({"of": ["dk98-2031", "dk96-2028"]}, "one value"),
        ({"off": ["dk98-2031"]}, "did you mean"),
    ],
)
def test_what_names_no_thing_is_refused(
    world: Resources, given: Mapping[str, Sequence[str]], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        read_lineage(given, world)


def test_a_slug_and_an_iri_name_a_thing(world: Resources) -> None:
    iri = names.data("council/dk98-1")
    assert read_lineage({"of": ["nordraadet-eksempel"]}, world) == iri
    assert read_lineage({"of": [iri]}, world) == iri


# ── The shipped release ──


def _steps(engine: EmbeddedEngine) -> Iterator[Pair]:
    query = """PREFIX a: <https://w3id.org/sundhedsaftaler/ont#>
    SELECT DISTINCT ?e ?l {
        { ?l a:succeeds ?e } UNION {
            ?c a:fromElement ?e ; a:toElement ?l ; a:toAgreement ?g ; a:correspondenceType ?t
            FILTER(?e != ?l && !STRENDS(STR(?t), "-close"))
        }
    }"""
    for row in engine.select(query).rows:
        yield value(row["e"]), value(row["l"])


def test_every_step_of_the_release_is_told_and_rests_on_a_quote(
    engine: EmbeddedEngine, resources: Resources
) -> None:
    known = read_succession(engine)
    assert set(known.steps) == set(_steps(engine))
    for _, later in known.steps:
        found = tell_lineage(later, resources)
        assert found.things[-1].thing.iri == later or known.after(later)
        assert all(basis.ground for step in found.steps for basis in step.bases)
        assert all(basis.quotes for step in found.steps for basis in step.bases)


def test_the_agreements_of_a_region_that_follow_each_other(resources: Resources) -> None:
    found = line(resources, "dk84-2024")
    assert told(found) == [("replaced", "dk84-2019", "dk84-2024")]
    assert [str(m.valid_from) for m in found.things] == ["2019-01-01", "2024-01-01"]
    assert {m.standing.id for m in found.things if m.standing} == {"concept.normative-adopted"}


def test_the_service_tells_a_line_as_json_and_as_a_table(client: TestClient) -> None:
    found = client.get("/api/v1/lineage?of=body.dk84-02").json()
    assert [step["kind"] for step in found["steps"]] == ["split", "split"]
    assert found["release"]
    table = client.get("/api/v1/lineage.csv?of=body.dk84-02&lang=en")
    lines = list(csv.DictReader(io.StringIO(table.text)))
    assert [line["later_id"] for line in lines] == ["body.dk84-51", "body.dk84-52"]
    assert {(line["kind"], line["relation_id"], line["ground_id"]) for line in lines} == {
        ("split", "split", "analyst")
    }
    assert all(line["quote"] and line["justification"] for line in lines)
    described = client.get("/api/v1/lineage.csv-metadata.json?of=body.dk84-02").json()
    columns = [column["name"] for column in described["tableSchema"]["columns"]]
    assert columns == list(lines[0])


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/v1/lineage", 422),
        ("/api/v1/lineage?of=nothing", 422),
        ("/api/v1/lineage.ttl?of=dk84-2024", 406),
    ],
)
def test_the_service_refuses_what_it_does_not_know(
    client: TestClient, address: str, status: int
) -> None:
    assert client.get(address).status_code == status


def test_a_line_is_told_in_one_order_only(world: Resources) -> None:
    for of in CLUSTERS:
        found = line(world, of)
        assert found == line(world, of)
        keys = [(str(m.valid_from or ""), natural(m.thing.iri)) for m in found.things]
        assert keys == sorted(keys)
