"""The network over HTTP: its files read back, its tables, its bounds and its errors."""

import csv
import io
from typing import Final
from xml.etree import ElementTree

import networkx as nx
import pytest
from fastapi.testclient import TestClient

API: Final = "/api/v1/network"
SMALL: Final = "agreement=dk82-2019&edges=serves,pursues,dataSource"
NEAR: Final = "/neighbourhood?of=dk82-2019.goal.1&steps=2"
BETWEEN: Final = "/paths?from=dk82-2019.goal.1&to=data-source.dk-03"


def kinds(graph: "nx.Graph[str]", name: str = "kind") -> list[tuple[str, str, str]]:
    return sorted((u, data[name], v) for u, v, data in graph.edges(data=True))


@pytest.mark.parametrize("address", [f"?{SMALL}", NEAR, "/governance?agreement=dk83-2024"])
def test_files_hold_what_the_answer_holds(client: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    told = client.get(f"{API}{path}?{query}").json()
    edges = client.get(f"{API}{path}.csv?{query}")
    count = len(list(csv.DictReader(io.StringIO(edges.text))))
    graphml = client.get(f"{API}{path}.graphml?{query}&lang=en")
    assert graphml.headers["content-type"].startswith("application/graphml+xml")
    read = nx.read_graphml(io.BytesIO(graphml.content), force_multigraph=True)
    gexf = client.get(f"{API}{path}?{query}&format=gexf&lang=en")
    assert gexf.headers["content-type"].startswith("application/gexf+xml")
    assert b"lastmodifieddate" not in gexf.content
    other = nx.read_gexf(io.BytesIO(gexf.content))
    assert kinds(read) == kinds(other)
    assert set(read) == set(other)
    assert read.graph["release"] == told["release"]
    if "edges" in told:
        expected = sorted((e["source"], e["key"], e["target"]) for e in told["edges"])
        assert kinds(read) == expected
        assert count == len(expected)
        assert {node["id"] for node in told["nodes"]} == set(read)
        quotes = [data["quote"] for *_, data in read.edges(data=True)]
        assert all(quotes)
    ids = [e.get("id") for e in ElementTree.fromstring(graphml.content).iter() if "edge" in e.tag]
    assert len(set(ids)) == len(ids)


def test_the_file_of_a_projection_has_weights(client: TestClient) -> None:
    asked = "of=DataSource&by=Goal"
    told = client.get(f"{API}/projection?{asked}").json()
    for end in (".graphml", ".gexf"):
        content = io.BytesIO(client.get(f"{API}/projection{end}?{asked}").content)
        read = nx.read_graphml(content) if end == ".graphml" else nx.read_gexf(content)
        assert not read.is_directed()
        weights = {frozenset((u, v)): data["weight"] for u, v, data in read.edges(data=True)}
        assert weights == {
            frozenset((e["source"], e["target"])): e["weight"] for e in told["edges"]
        }


@pytest.mark.parametrize(
    "address",
    [
        f"?{SMALL}",
        NEAR,
        BETWEEN,
        "/centrality?edges=measurement&measure=betweenness&of=DataSource,Body",
        "/governance?region=region.dk83",
        "/projection?of=Body&by=Organisation,Collective&path=composedOf",
    ],
)
def test_every_answer_names_its_release_and_has_a_table(client: TestClient, address: str) -> None:
    path, _, query = address.partition("?")
    answer = client.get(f"{API}{path}?{query}")
    assert answer.status_code == 200
    assert answer.json()["release"] == answer.headers["Aftalegraf-Release"]
    table = client.get(f"{API}{path}.csv?{query}&lang=en")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert rows
    described = client.get(f"{API}{path}.csv-metadata.json?{query}").json()
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("?edge=serves", 422, "did you mean 'edges'"),
        ("?edges=servs", 422, "did you mean 'serves'"),
        ("?agreement=dk82", 422, "agreement"),
        ("?format=xml", 422, "format"),
        (
            "?edges=theme,binds,ofRegion,targetGroup,addresses,normativeStatus,ofAgreement",
            413,
            "name fewer kinds",
        ),
        ("/neighbourhood", 422, "of: give the id"),
        ("/neighbourhood?of=dk82-2019.goal.1&steps=4", 422, "steps"),
        (
            "/neighbourhood?of=concept.theme-prevention&steps=3&edges=topics,plan",
            413,
            "fewer `steps`",
        ),
        ("/paths?from=dk82-2019.goal.1", 422, "to: give the id"),
        ("/paths.gexf?from=dk82-2019.goal.1&to=dk82-2019.goal.2", 406, "text/csv"),
        ("/centrality?measure=pagerank", 422, "betweenness"),
        ("/centrality?of=Gaol", 422, "did you mean 'Goal'"),
        ("/governance?edges=serves", 422, "no parameter 'edges'"),
        ("/projection?of=Goal", 422, "by: name a class"),
    ],
)
def test_a_wrong_request_is_told(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(f"{API}{address}")
    assert answer.status_code == status, answer.text
    assert told in answer.json()["detail"]


def test_files_of_networks_are_offered_below_the_network_alone(client: TestClient) -> None:
    for accept, status in (("application/graphml+xml", 200), ("text/turtle", 406)):
        answer = client.get(f"{API}?{SMALL}", headers={"accept": accept})
        assert answer.status_code == status
    assert client.get("/api/v1/goals.graphml").status_code == 404
    refused = client.get("/api/v1/goals", headers={"accept": "application/gexf+xml"})
    assert refused.status_code == 406
    links = client.get(f"{API}?{SMALL}").headers["link"]
    for end in (".csv", ".graphml", ".gexf"):
        assert f"<{API}{end}?{SMALL}>" in links
    assert ".ttl" not in links


def test_a_path_is_told_with_its_quotes(client: TestClient) -> None:
    told = client.get(f"{API}{BETWEEN}").json()
    assert told["length"] == len(told["paths"][0])
    quotes = {quote["passage"]: quote["text"] for quote in told["quotes"]}
    for path in told["paths"]:
        for step in path:
            for edge in step["edges"]:
                assert {edge["source"], edge["target"]} == {step["start"], step["end"]}
                assert all(quotes[passage] for passage in edge["passages"])
