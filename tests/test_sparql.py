"""The SPARQL endpoint over HTTP: SPARQL 1.1 Protocol, errors as problems."""

import json

import pytest
from asking import assert_problem, get
from conftest import MakeClient
from fastapi.testclient import TestClient

from graph.engine import EmbeddedEngine
from graph.names import graph

ASK = "ASK { ?s ?p ?o }"
SELECT = "SELECT (1 AS ?one) WHERE {}"
CONSTRUCT = "CONSTRUCT { <https://x.example/a> <https://x.example/b> 1 } WHERE {}"
JSON = "application/sparql-results+json"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", JSON),
        (JSON, JSON),
        ("application/json", "application/json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("text/html, */*;q=0.1", "text/html; charset=utf-8"),
    ],
)
def test_select_and_ask_in_every_format(client: TestClient, accept: str, media_type: str) -> None:
    for query in (SELECT, ASK):
        response = get(client, query, accept)
        assert response.status_code == 200
        assert response.headers["content-type"] == media_type
        assert response.content


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        ("*/*", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
        ("application/trig", "application/trig"),
        ("application/n-quads", "application/n-quads"),
    ],
)
def test_construct_and_describe_in_every_format(
    client: TestClient, accept: str, media_type: str
) -> None:
    for query in (CONSTRUCT, "DESCRIBE <https://w3id.org/sundhedsaftaler/ont#Goal>"):
        response = get(client, query, accept)
        assert response.status_code == 200
        assert response.headers["content-type"] == media_type
        assert response.content


def test_the_three_ways_to_send_a_query_agree(client: TestClient) -> None:
    by_get = get(client, SELECT)
    by_form = client.post("/sparql", data={"query": SELECT})
    direct = client.post(
        "/sparql",
        content=SELECT,
        headers={"Content-Type": "application/sparql-query; charset=utf-8"},
    )
    assert by_get.content == by_form.content == direct.content
    assert by_get.json()["results"]["bindings"][0]["one"]["value"] == "1"


def test_every_answer_names_the_release(client: TestClient, engine: EmbeddedEngine) -> None:
    for response in (get(client, SELECT), get(client, "nonsense"), client.get("/nowhere")):
        assert response.headers["aftalegraf-release"] == engine.release


def test_numbers_in_csv_stay_numbers(client: TestClient) -> None:
    assert get(client, "SELECT (1.5 AS ?x) {}", "text/csv").text == "x\r\n1.5\r\n"


def test_a_named_data_set_is_the_only_one(client: TestClient) -> None:
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    whole = get(client, query).json()["results"]["bindings"][0]["n"]["value"]
    found = client.get("/sparql", params={"query": query, "default-graph-uri": graph("meta")})
    part = found.json()["results"]["bindings"][0]["n"]["value"]
    assert 0 < int(part) < int(whole)
    none = client.post("/sparql", data={"query": query, "default-graph-uri": graph("none")})
    assert none.json()["results"]["bindings"][0]["n"]["value"] == "0"


@pytest.mark.parametrize(
    ("query", "kind", "says"),
    [
        ("SELECT * {", "query-syntax", "cannot be parsed"),
        ("hello", "query-syntax", "needs SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT * { SERVICE <http://127.0.0.1:8000/> {} }", "query-refused", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o }", "query-refused", "read-only"),
        ("SELECT * " + "{" * 5000, "query-refused", "brackets"),
    ],
)
def test_a_wrong_query_is_a_problem(client: TestClient, query: str, kind: str, says: str) -> None:
    problem = assert_problem(get(client, query), 400, kind)
    assert says in problem["detail"]
    page = client.get(problem["type"], params={"lang": "en"})
    assert page.status_code == 200
    assert problem["title"] in page.text


def test_exactly_one_query_is_wanted(client: TestClient) -> None:
    assert_problem(client.post("/sparql", data={"quary": ASK}), 400, "request")
    assert_problem(client.get("/sparql", params={"query": [ASK, ASK]}), 400, "request")
    both = client.post("/sparql", params={"query": ASK}, data={"query": ASK})
    assert_problem(both, 400, "request")
    assert_problem(client.post("/sparql", data={"update": "DROP ALL"}), 400, "request")
    assert_problem(
        client.post(
            "/sparql", content=b"\xff", headers={"Content-Type": "application/sparql-query"}
        ),
        400,
        "request",
    )


def test_other_formats_bodies_and_methods_are_problems_that_name_the_right_ones(
    client: TestClient,
) -> None:
    detail = assert_problem(get(client, ASK, "image/png"), 406, "not-acceptable")["detail"]
    assert JSON in detail
    body = client.post("/sparql", content=ASK, headers={"Content-Type": "text/plain"})
    assert "application/sparql-query" in assert_problem(body, 415, "media-type")["detail"]
    response = client.put("/sparql", content=ASK)
    assert_problem(response, 405, "method")


def test_head_and_options_work(client: TestClient) -> None:
    head = client.head("/sparql", params={"query": ASK})
    assert (head.status_code, head.content) == (200, b"")
    options = client.options("/sparql")
    assert options.status_code == 204
    assert options.headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_a_page_elsewhere_may_read_the_answer_and_its_headers(client: TestClient) -> None:
    response = client.get(
        "/sparql", params={"query": ASK}, headers={"Origin": "https://page.example"}
    )
    assert response.headers["access-control-allow-origin"] == "*"
    assert "Aftalegraf-Release" in response.headers["access-control-expose-headers"]


def test_an_answer_is_json_as_the_specification_has_it(client: TestClient) -> None:
    assert json.loads(get(client, ASK).content) == {"head": {}, "boolean": True}


def test_a_result_that_is_known_already_is_not_sent_again(client: TestClient) -> None:
    first = get(client, SELECT)
    etag = first.headers["etag"]
    assert etag.startswith('W/"')
    for method in (client.get, client.head):
        again = method("/sparql", params={"query": SELECT}, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag
    other = client.get(
        "/sparql", params={"query": SELECT}, headers={"If-None-Match": etag, "Accept": "text/csv"}
    )
    assert other.status_code == 200
    assert other.headers["etag"] != etag


def test_chance_is_never_kept(client: TestClient) -> None:
    query = "SELECT (STRUUID() AS ?x) {}"
    first, second = get(client, query), get(client, query)
    assert first.content != second.content
    assert first.headers["cache-control"] == "no-store"
    assert "etag" not in first.headers


def test_a_result_of_many_megabytes_is_whole(make_client: MakeClient) -> None:
    plain = {"Accept": "application/n-triples", "Accept-Encoding": "identity"}
    asked = {"query": "CONSTRUCT WHERE { ?s ?p ?o }"}
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with make_client(deadline_ms=120_000) as client:  # it makes way, and others test meanwhile
        whole = client.get("/sparql", params=asked, headers=plain)
        counted = get(client, count, "text/csv").text.split()[1]
    assert whole.headers["content-length"] == str(len(whole.content))
    assert len(whole.content) > 2**20
    assert whole.text.count(" .\n") == int(counted)


def test_a_browser_gets_a_form_and_the_results_in_the_page(client: TestClient) -> None:
    form = client.get("/sparql", headers={"Accept": BROWSER})
    assert "script-src 'self'" in form.headers["Content-Security-Policy"]
    assert "<textarea" in form.text
    assert "10.000 ms" in form.text
    page = get(client, 'SELECT ("<b>" AS ?x) (1 AS ?y) {}', BROWSER).text
    assert '<th scope="col">x</th>' in page
    assert "<td>&lt;b&gt;</td>" in page
    assert "<strong>true</strong>" in get(client, ASK, BROWSER).text
    assert "&lt;https://x.example/a&gt;" in get(client, CONSTRUCT, BROWSER).text
    long = get(client, "SELECT * { ?s ?p ?o } LIMIT 900", BROWSER).text
    assert "900 rækker" in long
    assert "De første 500 vises" in long
    large = get(client, "SELECT * { ?s ?p ?o }", BROWSER).text
    assert "for meget til en side" in large


def test_the_format_can_stand_in_the_address(client: TestClient) -> None:
    found = client.get(
        "/sparql", params={"query": SELECT, "format": "text/csv"}, headers={"Accept": BROWSER}
    )
    assert found.text == "one\r\n1\r\n"
    wrong = client.get("/sparql", params={"query": SELECT, "format": "text/nonsense"})
    assert_problem(wrong, 406, "not-acceptable")


RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def test_a_caller_may_ask_for_a_shorter_deadline(client: TestClient) -> None:
    for send in (
        lambda: client.get("/sparql", params={"query": RUNAWAY, "deadline_ms": 200}),
        lambda: client.post("/sparql?deadline_ms=200", data={"query": RUNAWAY}),
    ):
        content = assert_problem(send(), 503, "deadline")
        assert content["deadline_ms"] == 200
        assert 200 <= content["elapsed_ms"] < 2_000
        assert "match less" in content["detail"]
        assert "retry-after" not in send().headers, "the same query would be stopped again"
    wrong = client.get("/sparql", params={"query": ASK, "deadline_ms": "soon"})
    assert_problem(wrong, 400, "request")


def test_a_parser_crash_costs_its_own_request_alone(client: TestClient) -> None:
    crash = f"SELECT (1{'+1' * 40_000} AS ?x) {{}}"
    response = client.post("/sparql", data={"query": crash})
    assert_problem(response, 400, "query-crashed")
    assert get(client, SELECT).status_code == 200


def test_a_body_without_end_and_a_body_too_large_are_refused(client: TestClient) -> None:
    large = client.post("/sparql", data={"query": "#" * 600_000})
    assert_problem(large, 413, "too-large")
    assert_problem(client.post("/sparql", data={"query": "#" * 150_000}), 413, "query-too-long")
    many = client.post("/sparql", data={f"p{i}": "" for i in range(2_000)})
    assert_problem(many, 400, "request")
