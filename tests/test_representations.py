"""Answers to questions and searches in every representation, and how each tells its findings."""

import csv
import io
import json

import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat, parse

from graph import names
from graph.catalogue import questions
from graph.jsonld import context

ASKED = "/api/v1/questions/goals"
CSVW = "http://www.w3.org/ns/csvw#"


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def triples_of(turtle: bytes) -> set[tuple[str, str, str]]:
    return {
        (str(q.subject), str(q.predicate), str(q.object)) for q in parse(turtle, RdfFormat.TURTLE)
    }


@pytest.mark.parametrize("slug", questions())
def test_every_question_is_a_table_with_the_columns_that_its_metadata_say(
    client: TestClient, slug: str
) -> None:
    text = client.get(f"/api/v1/questions/{slug}.csv").text
    metadata = client.get(f"/api/v1/questions/{slug}.csv-metadata.json").json()
    header, *lines = csv.reader(io.StringIO(text))
    assert header == [column["name"] for column in metadata["tableSchema"]["columns"]]
    assert len(set(header)) == len(header)
    total = client.get(f"/api/v1/questions/{slug}").json()["total"]
    own = [line for line in lines if line[header.index("finding")] in ("stated", "declined", "")]
    assert len(own) == total


def test_a_table_names_its_metadata_and_the_other_representations(client: TestClient) -> None:
    link = client.get(f"{ASKED}.csv?region=hovedstaden").headers["link"]
    described = f'<{ASKED}.csv-metadata.json?region=hovedstaden>; rel="describedby"'
    assert described in link
    assert f'<{ASKED}.ttl?region=hovedstaden>; rel="alternate"; type="text/turtle"' in link


def test_an_answer_as_turtle_has_a_row_for_each_row_with_things_and_quotes(
    client: TestClient,
) -> None:
    given = "?region=syddanmark"
    answer = client.get(f"{ASKED}{given}").json()
    triples = triples_of(client.get(f"{ASKED}.ttl{given}").content)
    numbers = {s: o for s, p, o in triples if p == f"<{CSVW}rownum>"}
    assert len(numbers) == answer["total"]
    column = f"<{names.QUESTION}goals/column/element>"
    told = {o for _, p, o in triples if p == column}
    assert told == {f"<{row['element']['iri']}>" for row in answer["rows"]}
    passages = {quote["passage"] for row in answer["rows"] for quote in row["quote"]}
    quoted = {o for _, p, o in triples if p == f"<{names.QUESTION}goals/column/quote>"}
    assert quoted == {f"<{passage}>" for passage in passages}


def test_an_answer_as_json_ld_has_the_same_triples(client: TestClient) -> None:
    given = "?region=syddanmark"
    document = client.get(f"{ASKED}.jsonld{given}").json()
    assert document["@context"] == "/context/v1.jsonld"
    assert client.get(document["@context"]).json() == context()
    whole = {**document, "@context": context()["@context"]}
    read = {
        (str(q.subject), str(q.predicate), str(q.object))
        for q in parse(json.dumps(whole), RdfFormat.JSON_LD)
    }
    assert read == triples_of(client.get(f"{ASKED}.ttl{given}").content)


def test_silence_is_told_in_json_in_csv_and_in_a_header(client: TestClient) -> None:
    given = "?region=hovedstaden&theme=influenza-vaccination"
    silent = ["document.hovedstaden-2019-2023", "document.hovedstaden-2024-2027"]
    answer = client.get(f"{ASKED}{given}")
    told = [(entry["document"]["id"], entry["finding"]) for entry in answer.json()["scope"]]
    assert told == [(document, "silent") for document in silent]
    assert answer.headers["aftalegraf-silent"] == ", ".join(silent)
    rows = rows_of(client.get(f"{ASKED}.csv{given}").text)
    assert [(row["finding_document"], row["finding"]) for row in rows] == told
    listed = client.get(f"/api/v1/goals{given}")
    assert [(e["document"]["id"], e["finding"]) for e in listed.json()["scope"]] == told
    assert listed.headers["aftalegraf-silent"] == ", ".join(silent)


def test_a_filter_that_leaves_things_out_makes_no_document_silent(client: TestClient) -> None:
    listed = client.get("/api/v1/goals?ground=computed&region=hovedstaden").json()
    assert listed["total"] == 0
    assert {entry["finding"] for entry in listed["scope"]} == {"stated"}
    assert {entry["rows"] for entry in listed["scope"]} == {0}


def test_what_documents_are_not_read_for_as_such_has_no_findings(client: TestClient) -> None:
    for collection in ("themes", "passages", "correspondences"):
        assert client.get(f"/api/v1/{collection}?limit=1").json()["scope"] == []


def test_a_byte_order_mark_is_for_excel(client: TestClient) -> None:
    assert client.get(f"{ASKED}.csv?bom=1").content.startswith(b"\xef\xbb\xbf")
    assert not client.get(f"{ASKED}.csv").content.startswith(b"\xef\xbb\xbf")
    wrong = client.get(f"{ASKED}.csv?bom=yes")
    assert (wrong.status_code, wrong.json()["type"]) == (422, "/problems/parameter")


def test_figures_are_numbers_in_json(client: TestClient) -> None:
    rows = client.get("/api/v1/questions/indicator-values?region=midtjylland").json()["rows"]
    assert 46.8 in [row["value"] for row in rows]
    values = client.get("/api/v1/values?region=midtjylland").json()["items"]
    assert [46.8] in [item["properties"].get("value") for item in values]


def test_a_translation_is_marked_and_a_quote_names_its_language(client: TestClient) -> None:
    goal = client.get("/api/v1/goals/dk82-2019.goal.1").json()
    assert goal["label"]["translated"] == "en"
    assert {quote["language"] for quote in goal["quotes"]} == {"da"}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("rygestop", "dk82-2019.initiative.1"),
        ("smoking cessation", "dk82-2019.initiative.1"),
        ("aeldre", "concept.target-group-older"),
    ],
)
def test_a_search_finds_and_says_why(client: TestClient, query: str, wanted: str) -> None:
    found = client.get("/api/v1/search", params={"q": query, "limit": 10}).json()
    hits = {hit["id"]: hit for hit in found["items"]}
    assert wanted in hits
    match = hits[wanted]["match"]
    assert any(part["matched"] for part in match["snippet"])
    assert all(why["how"] for why in match["why"])


def test_a_search_is_filtered_counted_and_paged_like_a_list(client: TestClient) -> None:
    asked = {"q": "psykiatri", "type": "Goal", "facets": "type,region", "limit": 2}
    page = client.get("/api/v1/search", params=asked).json()
    assert {hit["type"]["label"]["en"] for hit in page["items"]} == {"goal"}
    counts = {entry["value"]: entry["count"] for entry in page["facets"]["type"]}
    assert counts["Goal"] == page["total"]
    assert len(counts) > 1
    seen = [hit["id"] for hit in page["items"]]
    while page["next"]:
        page = client.get("/api/v1/search", params={**asked, "cursor": page["next"]}).json()
        seen += [hit["id"] for hit in page["items"]]
    assert len(seen) == len(set(seen)) == page["total"]


def test_a_search_is_a_table_and_rdf_too(client: TestClient) -> None:
    rows = rows_of(client.get("/api/v1/search.csv?q=rygestop").text)
    assert rows[0]["id"] == "dk82-2019.initiative.1"
    assert "*rygestop*" in rows[0]["snippet"].lower()
    assert client.get("/api/v1/search.ttl?q=rygestop").content.startswith(b"@base")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("", "q: what is searched for is missing"),
        ("q=", "such as"),
        ("q=a&q=b", "one value is wanted"),
        ("q=rygestop&sort=label", "no parameter 'sort'"),
        ("q=" + "x" * 201, "200"),
        ("q=rygestop&typ=Goal", "did you mean 'type'?"),
    ],
)
def test_a_wrong_search_is_told(client: TestClient, given: str, told: str) -> None:
    answer = client.get(f"/api/v1/search?{given}")
    assert answer.status_code == 422
    assert told in answer.json()["detail"]


def test_suggestions_complete_what_is_typed(client: TestClient) -> None:
    labels = [s["label"] for s in client.get("/api/v1/suggest?q=sundhedskl").json()["items"]]
    assert labels
    assert all("sundhedskl" in label.lower() for label in labels)
    assert client.get("/api/v1/suggest?q=a&limit=21").status_code == 422
    assert client.get("/api/v1/suggest.csv?q=a").status_code == 406
