"""What the service says of itself: service description, VoID, questions as data, limits."""

import pyoxigraph
from asking import get
from fastapi.testclient import TestClient

from graph import names
from graph.catalogue import questions


def test_without_a_query_the_service_describes_itself(client: TestClient) -> None:
    described = client.get("/sparql", headers={"Accept": "text/turtle"})
    assert described.headers["content-type"] == "text/turtle; charset=utf-8"
    found = pyoxigraph.Store()
    found.load(described.content, pyoxigraph.RdfFormat.TURTLE)
    sd = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX a: <{ont}>"
    asks = sd.format(ont=names.ONT) + (
        "ASK { ?s a sd:Service ; sd:endpoint <http://testserver/sparql> ;"
        " sd:feature sd:UnionDefaultGraph ; a:deadlineMilliseconds 10000 ;"
        " a:queryNesting 100 ; a:requestsPerSecond 20 ; a:concurrentRequests 8 ;"
        " sd:defaultDataset/sd:namedGraph/sd:name <https://w3id.org/sundhedsaftaler/graph/meta> }"
    )
    assert found.query(asks)
    assert client.get("/.well-known/void").history[0].status_code == 303


def test_the_statistics_are_those_of_the_default_graph(client: TestClient) -> None:
    void = (
        "PREFIX void: <http://rdfs.org/ns/void#> PREFIX a: <https://w3id.org/sundhedsaftaler/ont#>"
    )
    found = get(
        client,
        f"{void} SELECT ?n (COUNT(?goal) AS ?counted) {{ ?goal a a:Goal . "
        "?part void:class a:Goal ; void:entities ?n } GROUP BY ?n",
        "text/csv",
    ).text.split()[1]
    said, counted = found.split(",")
    assert said == counted


def test_the_questions_are_data_that_an_editor_finds(client: TestClient) -> None:
    sh = "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
    query = f"{sh} SELECT ?q ?c {{ ?e a sh:SPARQLExecutable ; rdfs:comment ?c ; sh:select ?q }}"
    rows = get(client, query).json()["results"]["bindings"]
    assert {row["q"]["value"] for row in rows} == {q.sparql for q in questions().values()}
    assert get(client, rows[0]["q"]["value"]).status_code == 200


def test_the_limits_are_published(client: TestClient) -> None:
    limits = client.get("/api/v1/limits").json()
    assert limits["deadline_ms"] == 10_000
    assert limits["query_characters"] == 100_000
    assert limits["isolation"], "the tests run where a process can give up its network"
