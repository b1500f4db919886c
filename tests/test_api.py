"""Questions, health, documentation and errors over HTTP."""

import csv
import html
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from fastapi.testclient import TestClient

from api.explorer import assets
from api.problems import PROBLEMS
from graph.catalogue import questions
from graph.engine import EmbeddedEngine

SERVING = "/api/v1/questions/initiatives-serving-goal"

MakeClient = Callable[..., TestClient]


def test_the_first_question_answers_with_ground_quote_and_document(client: TestClient) -> None:
    response = client.get(SERVING, params={"region": "midtjylland"})
    assert response.status_code == 200
    answer = response.json()
    row = answer["rows"][0]
    assert row["initiative"]["id"] == "dk82-2019.initiative.1"
    assert row["ground"]["label"] == {
        "da": "af opbygningen",
        "en": "structural",
        "translated": None,
    }
    assert row["initiative"]["label"]["translated"] == "en"
    assert row["quote"][0]["language"] == "da"
    findings = {entry["document"]["id"]: entry["finding"] for entry in answer["scope"]}
    assert findings == {
        "document.midtjylland-2019-2023": "stated",
        "document.midtjylland-2024-2027": "silent",
    }
    assert row["quote"][0]["text"].split() == [
        "FOREBYGGELSE",
        "Samarbejdsaftale",
        "om",
        "ryggestop",
    ]
    assert row["quote"][0]["document"]["id"] == "document.midtjylland-2019-2023"
    assert row["latest_status"]["label"]["en"] == "implemented"
    assert answer["release"] == response.headers["aftalegraf-release"]


def test_the_same_answer_by_sparql(client: TestClient) -> None:
    sparql = questions()["initiatives-serving-goal"].sparql
    rows = client.get("/sparql", params={"query": sparql}).json()["results"]["bindings"]
    by_name = client.get(SERVING).json()
    assert {row["initiative"]["value"] for row in rows} == {
        row["initiative"]["iri"] for row in by_name["rows"]
    }


def test_csv_has_labels_and_codes_in_the_wanted_language(client: TestClient) -> None:
    response = client.get(SERVING, params={"lang": "en"}, headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.text)))
    assert rows[0]["initiative"] == "Cooperation agreement on smoking cessation"
    assert rows[0]["initiative_id"] == "dk82-2019.initiative.1"
    assert rows[0]["ground"] == "structural"
    assert "document.midtjylland-2019-2023" in {row["quote_document"] for row in rows}
    assert rows[0]["finding"] == "stated"
    last = ("silent", "document.midtjylland-2024-2027", "initiative | goal")
    assert (rows[-1]["finding"], rows[-1]["finding_document"], rows[-1]["finding_scope"]) == last
    assert response.headers["aftalegraf-silent"] == "document.midtjylland-2024-2027"
    assert "aftalegraf-not-coded" not in response.headers
    empty = client.get(SERVING, params={"region": "syddanmark"}, headers={"Accept": "text/csv"})
    assert empty.text.splitlines()[0] == response.text.splitlines()[0]


@pytest.mark.parametrize("slug", questions())
def test_every_question_answers_unfiltered(client: TestClient, slug: str) -> None:
    answer = client.get(f"/api/v1/questions/{slug}").json()
    assert answer["total"] == len(answer["rows"]) > 0
    assert answer["question"] == slug


def test_the_catalogue_lists_parameters_with_allowed_values(client: TestClient) -> None:
    listed = {q["slug"]: q for q in client.get("/api/v1/questions").json()["questions"]}
    assert set(listed) == set(questions())
    parameters = {p["name"]: p for p in listed["initiatives-serving-goal"]["parameters"]}
    regions = {thing["id"] for thing in parameters["region"]["allowed"]}
    assert {"region.dk82", "region.dk83"} <= regions
    assert listed["status-at-date"]["parameters"][0]["allowed"] is None
    for entry in listed.values():
        assert client.get(entry["url"]).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "kind", "says"),
    [
        ("/api/v1/questions/nonsense", 404, "unknown-question", "no question 'nonsense'"),
        (SERVING + "?regoin=x", 422, "parameter", "did you mean 'region'"),
        (SERVING + "?region=jylland", 422, "parameter", "did you mean 'midtjylland'"),
        (SERVING + "?lang=fr", 422, "parameter", "lang"),
        ("/api/typo", 404, "not-found", "Nothing is at this address"),
        ("/nowhere", 404, "not-found", "Nothing is at this address"),
        ("/problems/nonsense", 404, "not-found", "there is no problem 'nonsense'"),
    ],
)
def test_what_is_wrong_is_a_problem(
    client: TestClient, path: str, status: int, kind: str, says: str
) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["type"] == f"/problems/{kind}"
    assert says in response.json()["detail"]


def test_other_methods_and_formats_are_problems(client: TestClient) -> None:
    response = client.post(SERVING)
    assert (response.status_code, response.json()["type"]) == (405, "/problems/method")
    response = client.get(SERVING, headers={"Accept": "image/png"})
    assert (response.status_code, response.json()["type"]) == (406, "/problems/not-acceptable")


@pytest.mark.parametrize("kind", PROBLEMS)
def test_the_type_of_a_problem_resolves_to_a_page(client: TestClient, kind: str) -> None:
    response = client.get(f"/problems/{kind}")
    assert response.status_code == 200
    assert PROBLEMS[kind].title["da"] in html.unescape(response.text)


def test_a_fault_of_ours_is_a_problem_that_tells_nothing_of_the_inside(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.routes.questions.ask", None)
    with make_client() as broken:
        response = broken.get(SERVING)
    assert response.status_code == 500
    assert response.json()["detail"] == "the service failed to answer"


def test_alive_and_ready_are_two_things(client: TestClient, engine: EmbeddedEngine) -> None:
    assert client.get("/healthz").json() == {"status": "alive"}
    assert client.get("/readyz").json() == {"status": "ready", "release": engine.release}


def test_the_description_is_openapi_3_1_and_names_every_route(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    paths = description["paths"]
    assert {"/api/v1/questions", "/healthz", "/readyz"} <= set(paths)
    assert {f"/api/v1/questions/{slug}" for slug in questions()} <= set(paths)


def test_the_description_has_the_parameters_of_each_question_and_the_answer_fits_it(
    client: TestClient,
) -> None:
    description = client.get("/openapi.json").json()
    schemas = description["components"]["schemas"]
    for slug, question in questions().items():
        operation = description["paths"][f"/api/v1/questions/{slug}"]["get"]
        named = [p.get("name") or p["$ref"].split("/")[-1] for p in operation["parameters"]]
        assert named == [*question.parameters, "lang", "bom"]
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
        assert answer == {"$ref": "#/components/schemas/Answer"}
    references = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description)))
    assert references <= set(schemas)
    jsonschema.validate(
        client.get(SERVING).json(), {"components": {"schemas": schemas}, **schemas["Answer"]}
    )


def test_the_documentation_page_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "https://" not in page
    assert ("/static/swagger-ui/swagger-ui-bundle.js" in page) == assets.SWAGGER.is_dir()


def test_without_node_the_documentation_page_says_what_is_missing(
    make_client: MakeClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "SWAGGER", tmp_path / "none")
    with make_client() as client:
        assert "Node.js" in client.get("/docs").text


@pytest.mark.parametrize("lang", ["da", "en"])
def test_the_page_of_questions_links_them_all(client: TestClient, lang: str) -> None:
    page = client.get("/questions", params={"lang": lang}).text
    assert f'<html lang="{lang}">' in page
    for slug, question in questions().items():
        assert f'href="/questions/{slug}?lang={lang}"' in page
        assert question.title["da" if lang == "da" else "en"] in html.unescape(page)


def test_an_answer_is_the_same_bytes_twice(client: TestClient) -> None:
    assert client.get(SERVING).content == client.get(SERVING).content
    assert json.loads(client.get(SERVING).content)["total"] > 0
