"""What stands at our IRIs: things, concepts, the ontology, and what is no more."""

import random
from collections.abc import Iterator
from typing import Any

import pytest
import rdflib
from asking import assert_problem
from fastapi.testclient import TestClient
from lists import COLLECTIONS

from api.app import create_app
from api.settings import Settings
from graph import names
from graph.release import Release, read_ontology
from graph.resources import Resources
from graph.resources.terms import ontology_version
from graph.workers import Pool

THING = "/id/dk82-2019/goal/1"
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json",
}
GONE = """
@prefix aftale: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/sundhedsaftaler/id/> .
<a> a aftale:HealthAgreement ; skos:prefLabel "A"@da .
<a/goal/1> a aftale:Goal ; aftale:ofAgreement <a> ; skos:prefLabel "Et"@da .
<a/goal/2> owl:deprecated true .
<a/goal/3> owl:deprecated true ; dcterms:isReplacedBy <a/goal/1> .
<a/goal/4> owl:deprecated true ; dcterms:isReplacedBy <a/goal/3> .
<a/goal/5> owl:deprecated true ; dcterms:isReplacedBy <a/goal/2> .
"""


@pytest.fixture(scope="module")
def gone() -> Iterator[TestClient]:
    """A client of a service with a release in which some things are no more."""
    settings = Settings()
    release = Release("made-up", {**read_ontology(), "made-up": GONE.encode()})
    app = create_app(Pool(release, settings.limits()), settings)
    with TestClient(app, client=("127.0.0.1", 50_000), raise_server_exceptions=False) as client:
        yield client


def at(client: TestClient, path: str, **headers: str) -> Any:
    return client.get(path, headers=headers, follow_redirects=False)


@pytest.mark.parametrize("path", [THING, "/concept/theme-tobacco", "/concept/theme", "/ont"])
@pytest.mark.parametrize(
    ("accept", "extension"),
    [
        ("*/*", ".html"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", ".html"),
        ("text/turtle", ".ttl"),
        ("application/ld+json, text/turtle;q=0.5", ".jsonld"),
        ("application/rdf+xml, text/turtle;q=0.1", ".ttl"),
    ],
)
def test_a_thing_is_elsewhere_than_its_description(
    client: TestClient, path: str, accept: str, extension: str
) -> None:
    response = at(client, path, Accept=accept)
    assert (response.status_code, response.headers["location"]) == (303, path + extension)
    assert "Accept" in response.headers["vary"]
    followed = at(client, response.headers["location"], Accept="image/png")
    assert followed.status_code == 200
    assert followed.headers["content-type"] == KINDS[extension]


@pytest.mark.parametrize("path", [THING, "/concept/theme-tobacco", "/concept/theme"])
def test_a_description_is_about_the_thing_in_both_directions(client: TestClient, path: str) -> None:
    graph = rdflib.Graph().parse(data=at(client, f"{path}.ttl").text, format="turtle")
    iri = rdflib.URIRef(names.BASE + path.removeprefix("/"))
    assert list(graph.predicate_objects(iri))
    assert list(graph.subject_predicates(iri))


@pytest.mark.parametrize("ending", ["", ".html", ".ttl", ".jsonld"])
@pytest.mark.parametrize(
    "path", ["/id/none", "/concept/none", "/id/", "/concept/", "/id/dk82-2019/"]
)
def test_nothing_is_said_of_what_there_is_not(client: TestClient, path: str, ending: str) -> None:
    assert_problem(at(client, path + ending), 404, "unknown-thing")


@pytest.mark.parametrize("ending", ["", ".html", ".ttl", ".jsonld"])
def test_the_ontology_stands_at_its_iri_and_at_that_of_its_version(
    client: TestClient, ending: str
) -> None:
    status = 200 if ending else 303
    for path in ("/ont", f"/ont/{ontology_version()}"):
        assert at(client, path + ending).status_code == status
    for version in ("9", "0.1", "x", "0.1.00"):
        assert_problem(at(client, f"/ont/{version}{ending}"), 404, "not-found")


@pytest.mark.parametrize("ending", ["", ".ttl", ".jsonld", ".html", ".csv", ".json"])
def test_what_was_withdrawn_is_gone(gone: TestClient, ending: str) -> None:
    if ending not in (".csv", ".json"):
        assert_problem(at(gone, f"/id/a/goal/2{ending}"), 410, "gone")
    if ending != ".html":
        assert_problem(at(gone, f"/api/v1/goals/a.goal.2{ending}"), 410, "gone")
        assert_problem(at(gone, f"/api/v1/goals/a.goal.2/relations{ending}"), 410, "gone")


@pytest.mark.parametrize("ending", ["", ".ttl", ".jsonld", ".html", ".csv", ".json"])
def test_what_was_merged_has_moved_for_good(gone: TestClient, ending: str) -> None:
    if ending not in (".csv", ".json"):
        response = at(gone, f"/id/a/goal/3{ending}?lang=en")
        assert response.status_code == 308
        assert response.headers["location"] == f"/id/a/goal/1{ending}?lang=en"
    if ending != ".html":
        response = at(gone, f"/api/v1/goals/a.goal.3{ending}?lang=en")
        assert response.status_code == 308
        assert response.headers["location"] == f"/api/v1/goals/a.goal.1{ending}?lang=en"


def test_the_relations_of_what_was_merged_are_those_of_what_it_is_now(gone: TestClient) -> None:
    response = at(gone, "/api/v1/goals/a.goal.3/relations.csv")
    assert response.headers["location"] == "/api/v1/goals/a.goal.1/relations.csv"


@pytest.mark.parametrize("path", ["/id/a/goal/{}", "/api/v1/goals/a.goal.{}"])
def test_what_was_merged_twice_is_found_and_what_was_withdrawn_after_is_gone(
    gone: TestClient, path: str
) -> None:
    found = gone.get(path.format(4), headers={"Accept": "application/json, text/turtle"})
    assert found.status_code == 200
    assert_problem(gone.get(path.format(5)), 410, "gone")


def test_what_is_no_more_is_in_no_list_and_in_no_filter(gone: TestClient) -> None:
    page = gone.get("/api/v1/goals").json()
    assert [item["id"] for item in page["items"]] == ["a.goal.1"]


def test_what_is_no_more_in_the_release_answers_so(
    client: TestClient, resources: Resources
) -> None:
    for iri, into in resources.index.gone.items():
        response = at(client, "/" + iri.removeprefix(names.BASE))
        assert response.status_code == (308 if into else 410), iri
        if into:
            assert at(client, response.headers["location"]).status_code in (303, 410), iri


def test_every_iri_of_ours_in_a_detail_answers_at_its_path(client: TestClient) -> None:
    found: set[str] = set()
    for name in COLLECTIONS:
        page = client.get(f"/api/v1/{name}", params={"limit": 1, "sort": "-id"}).json()
        detail = client.get(page["items"][0]["url"])
        assert detail.status_code == 200
        found |= set(iris(detail.json()))
    paths = {"/" + iri.removeprefix(names.BASE).partition("#")[0] for iri in found}
    assert len(paths) > 300
    for path in paths:
        assert at(client, path).status_code == 303, path
    for path in random.Random(1).sample(sorted(paths), 8):
        for ending, kind in KINDS.items():
            response = at(client, path + ending)
            assert (response.status_code, response.headers["content-type"]) == (200, kind), path


def iris(node: object) -> Iterator[str]:
    """Yield every IRI of ours in some JSON."""
    if isinstance(node, dict):
        for value in node.values():
            yield from iris(value)
    elif isinstance(node, list):
        for value in node:
            yield from iris(value)
    elif isinstance(node, str) and node.startswith(names.BASE):
        yield node


def test_a_thing_in_another_collection_is_said_to_be_there(client: TestClient) -> None:
    told = assert_problem(client.get("/api/v1/visions/dk82-2019.goal.1"), 404, "unknown-thing")
    assert "/api/v1/goals/dk82-2019.goal.1" in told["detail"]
    assert client.get("/api/v1/elements/dk82-2019.goal.1").status_code == 200
    near = assert_problem(client.get("/api/v1/goals/dk82-2019.gaol.1"), 404, "unknown-thing")
    assert "did you mean 'dk82-2019.goal.1'" in near["detail"]
