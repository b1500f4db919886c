"""Resources over HTTP: representations, entity tags, methods, links, addresses that are odd."""

import re
from urllib.parse import urlencode

import pytest
import rdflib
from asking import assert_problem
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lists import COLLECTIONS
from starlette.types import ASGIApp, Message
from test_detail import loaded

from api.parameters import CONTROLS
from graph.resources import facets
from graph.resources.listing import FIELDS

GOALS = "/api/v1/goals"
GOAL = f"{GOALS}/dk82-2019.goal.1"
THING = "/id/dk82-2019"
KINDS = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "csv": "text/csv; charset=utf-8",
    "ttl": "text/turtle; charset=utf-8",
    "csv-metadata.json": "application/csvm+json",
}


@pytest.mark.parametrize("path", [GOALS, GOAL])
@pytest.mark.parametrize(("extension", "kind"), KINDS.items())
def test_an_extension_beats_the_header_accept_and_both_give_the_same(
    client: TestClient, path: str, extension: str, kind: str
) -> None:
    other = "text/csv" if extension == "json" else "application/json"
    query = "?limit=3" if path == GOALS else ""
    by_name = client.get(f"{path}.{extension}{query}", headers={"Accept": other})
    assert (by_name.status_code, by_name.headers["content-type"]) == (200, kind)
    if extension != "csv-metadata.json":
        by_header = client.get(path + query, headers={"Accept": kind.split(";")[0]})
        assert by_header.content == by_name.content
        assert by_header.headers["content-type"] == kind
        assert by_header.headers["vary"].startswith("Accept")


@pytest.mark.parametrize("path", ["/api/v1", GOALS, GOAL, f"{GOAL}/relations", THING])
def test_what_is_not_offered_is_refused_with_what_is(client: TestClient, path: str) -> None:
    told = assert_problem(client.get(path, headers={"Accept": "image/png"}), 406, "not-acceptable")
    assert "application/ld+json" in told["detail"] or "application/json" in told["detail"]


@pytest.mark.parametrize("path", ["/api/v1", f"{GOAL}/relations", "/api/v1/suggest"])
def test_a_representation_that_there_is_none_of_is_not_another_one(
    client: TestClient, path: str
) -> None:
    response = client.get(f"{path}.ttl", params={"q": "ryge"} if "suggest" in path else None)
    assert_problem(response, 406, "not-acceptable")


@pytest.mark.parametrize(
    "path", ["/api/v1", GOALS, f"{GOAL}.ttl", f"{GOALS}.csv", "/id/dk82-2019.html"]
)
def test_head_has_the_headers_of_get_and_no_body(client: TestClient, path: str) -> None:
    got, head = client.get(path), client.head(path)
    assert head.content == b""
    assert head.status_code == got.status_code == 200
    for response in (got, head):
        response.headers.pop("x-request-id", None)
    assert dict(head.headers) == dict(got.headers)


@pytest.mark.parametrize(
    "known",
    ["{tag}", "{strong}", '"x", {tag}', '"x" ,{strong} , W/"y"', "*", " * "],
)
def test_who_has_it_already_is_told_so(client: TestClient, known: str) -> None:
    first = client.get(GOALS)
    tag = first.headers["etag"]
    assert re.fullmatch(r'W/"[\x21\x23-\x7e]+"', tag)
    sent = {"If-None-Match": known.format(tag=tag, strong=tag.removeprefix("W/"))}
    for method in ("GET", "HEAD"):
        again = client.request(method, GOALS, headers=sent)
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "cache-control", "aftalegraf-release"):
            assert again.headers[name] == first.headers[name]


@pytest.mark.parametrize("known", ['"x"', "", "W/", '""', "x{tag}", '"{bare}y"', "{bare}"])
def test_who_has_another_is_sent_this_one(client: TestClient, known: str) -> None:
    tag = client.get(GOALS).headers["etag"]
    sent = {"If-None-Match": known.format(tag=tag, bare=tag[3:-1])}
    assert client.get(GOALS, headers=sent).status_code == 200


def test_a_thing_takes_no_parameter_but_language_and_mark(client: TestClient) -> None:
    told = assert_problem(client.get(f"{GOAL}?region=midtjylland"), 422, "parameter")
    assert "region" in told["detail"]


def test_what_is_not_there_is_no_match(client: TestClient) -> None:
    for path in (f"{GOALS}/none", f"{GOALS}?x=1"):
        assert client.get(path, headers={"If-None-Match": "*"}).status_code in (404, 422)


def test_each_representation_and_language_has_a_tag_of_its_own(client: TestClient) -> None:
    tags = [client.get(f"{path}.{e}").headers["etag"] for path in (GOALS, GOAL) for e in KINDS]
    tags += [client.get(GOALS, params={"lang": lang}).headers["etag"] for lang in ("da", "en")]
    page = f"{THING}.html"
    for language in ("da", "en"):
        response = client.get(page, headers={"Accept-Language": language})
        tags.append(response.headers["etag"])
        assert response.headers["vary"].startswith("Accept, Accept-Language")
        assert f'<html lang="{language}">' in response.text
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("path", ["/api/v1", GOALS, GOAL, f"{GOALS}.csv", f"{THING}.ttl", "/ont"])
def test_resources_are_read_and_nothing_else(client: TestClient, method: str, path: str) -> None:
    response = client.request(method, path)
    assert_problem(response, 405, "method")
    assert {"GET", "HEAD"} <= set(response.headers["allow"].split(", "))


ODD = [
    *(
        "..",
        "%2e%2e",
        "a%2Fb",
        "dk82-2019%2Fgoal%2F1",
        "dk82-2019.goal.1%00",
        "%00",
        "%0d%0aX:%20y",
    ),
    *(
        "æøå",
        "😀",
        "%FF%FE",
        "%",
        "dk82-2019.goal.1.",
        ".ttl",
        ".csv.csv",
        "x.json.json",
        '<>"{}|^`',
    ),
    *("' OR 1=1", "?", "#", "dk82-2019.goal.01", "DK82-2019.GOAL.1", "a" * 5_000, "." * 500),
    *("%25", "a b", "a+b", "‮", "concept.theme-tobacco", "ont", "-", "~"),
]


@pytest.mark.parametrize("id_", ODD, ids=range(len(ODD)))
def test_an_odd_id_is_not_found_and_never_a_fault(client: TestClient, id_: str) -> None:
    for path in (
        f"{GOALS}/{id_}",
        f"{GOALS}/{id_}/relations",
        f"/id/{id_}",
        f"/concept/{id_}.ttl",
        f"/ont/{id_}",
    ):
        response = client.get(path, follow_redirects=False)
        assert response.status_code in (200, 303, 307, 404, 406, 422), path
        if response.status_code in (200, 303, 307):
            assert any(sign in id_ for sign in ("?", "#", ".", "%2F")), path


def links(header: str) -> dict[tuple[str, str], str]:
    """Return the targets of a header Link, by relation and type."""
    parts = re.findall(r'<([^>]*)>; rel="([\w-]+)"(?:; type="([^"]*)")?', header)
    return {(relation, kind): target for target, relation, kind in parts}


@pytest.mark.parametrize("name", ["goals", "passages", "themes"])
def test_the_links_of_a_list_lead_to_the_other_representations(
    client: TestClient, name: str
) -> None:
    query = "?region=midtjylland&sort=label&limit=2"
    for extension in list(KINDS)[:4]:
        response = client.get(f"/api/v1/{name}.{extension}{query}")
        found = links(response.headers["link"])
        others = {("alternate", k.split(";")[0]) for k in KINDS.values()} & set(found)
        assert len(others) == 3
        for (relation, type_), target in found.items():
            linked = client.get(target)
            assert linked.status_code == 200, (relation, target)
            kind = "application/json" if relation == "cite-as" else type_
            assert linked.headers["content-type"].split(";")[0] == kind
        assert (("describedby", "application/csvm+json") in found) == (extension == "csv")


def test_the_link_to_the_next_page_walks_the_list_and_the_body_has_the_same_cursor(
    client: TestClient,
) -> None:
    address: str | None = (
        f"{GOALS}?sort=-label&lang=en&limit=10&region=midtjylland&region=hovedstaden"
    )
    seen: list[str] = []
    while address:
        response = client.get(address)
        page = response.json()
        seen += [item["id"] for item in page["items"]]
        address = links(response.headers["link"]).get(("next", "application/json"))
        assert (page["next"] or "") in (address or "")
        assert (page["next"] is None) == (address is None)
    assert len(seen) == len(set(seen)) == page["total"] > 20


@pytest.mark.parametrize("path", [f"{GOALS}", GOAL, THING, "/concept/theme-tobacco", "/ont"])
def test_turtle_and_json_ld_of_an_address_are_the_same_triples(
    client: TestClient, path: str
) -> None:
    turtle = set(rdflib.Graph().parse(data=client.get(f"{path}.ttl").text, format="turtle"))
    assert loaded(client.get(f"{path}.jsonld").content) == turtle
    assert client.get("/context/v1.jsonld").headers["content-type"] == "application/ld+json"


def test_fields_are_those_that_are_asked_for(client: TestClient) -> None:
    page = client.get(GOALS, params={"fields": "id,label", "limit": 3}).json()
    assert [set(item) for item in page["items"]] == [{"id", "label"}] * 3
    assert page["total"] > 3
    for name in FIELDS:
        page = client.get(GOALS, params={"fields": name, "include": "quotes,indicators"}).json()
        wanted = {name, "quotes", "included"}
        assert {key for item in page["items"] for key in item} <= wanted
        page = client.get(GOALS, params={"fields": name}).json()
        assert {key for item in page["items"] for key in item} <= {name}


def test_rdf_describes_up_to_a_hundred_and_says_so(client: TestClient) -> None:
    assert client.get("/api/v1/elements.ttl?limit=100").status_code == 200
    assert_problem(client.get("/api/v1/elements.ttl?limit=101"), 422, "parameter")


@pytest.mark.parametrize(
    "query",
    [b"\xff", b"region=\xff", b"x=\xc3\xb8", b"lang=en&q=\xe2\x80\x9c", b"limit=1&\xe2\x80\x9c"],
)
@pytest.mark.parametrize("path", [GOALS, f"{GOALS}.csv", GOAL, "/api/v1/search", THING])
def test_bytes_in_a_query_that_are_no_text_are_no_fault(
    client: TestClient, path: str, query: bytes
) -> None:
    assert client.portal
    assert client.portal.call(status_of, client.app, path, query) in (200, 303, 422)


async def status_of(app: ASGIApp, path: str, query: bytes) -> int:
    """Send a request as it may come from the wire, which a client would escape."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query,
        "headers": [],
        "client": ("127.0.0.1", 50_000),
        "server": ("testserver", 80),
        "scheme": "http",
        "raw_path": path.encode(),
        "root_path": "",
        "http_version": "1.1",
    }
    await app(scope, receive, send)
    status: int = sent[0]["status"]
    return status


NAMES = st.sampled_from([*facets(), *CONTROLS, "property", "direction", "q", "bom", "x", ""])
TEXTS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(["midtjylland", "1", "0", "quotes", "goals.indicators", "label", "2021-01-01"]),
)


@given(
    name=st.sampled_from([*COLLECTIONS, "search", "suggest", "", "x"]),
    end=st.sampled_from(
        ["", "/dk82-2019.goal.1", "/x/relations", ".csv", ".ttl", ".csv-metadata.json"]
    ),
    query=st.lists(st.tuples(NAMES, TEXTS), max_size=4),
)
@settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_parameters_make_a_fault(
    client: TestClient, name: str, end: str, query: list[tuple[str, str]]
) -> None:
    response = client.get(f"/api/v1/{name}{end}", params=urlencode(query))
    assert response.status_code < 500, response.text
