"""Citations: four styles, two languages, of every answer that has an address and nothing else."""

import re
from datetime import UTC, date, datetime
from urllib.parse import quote, urlencode

import pytest
from asking import assert_problem
from cited import checked
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from api import delivery
from api.app import ROUTES
from api.citing.addresses import permalink, read_address
from api.citing.titles import TITLES, title_of
from graph.catalogue import questions
from graph.citation_styles import STYLES
from graph.errors import ParameterError
from graph.names import Language
from graph.resources import Resources, vocabulary

CITE = "/api/v1/cite"


BASE = "http://testserver/"


PAIR = "/api/v1/compare?agreement=dk84-2019&agreement=dk84-2024"


def templates() -> set[str]:
    """Return the paths below /api/v1 that answer, but the citation itself and what is left over."""
    return {
        route.path.removeprefix(delivery.API) or "/"
        for module in ROUTES
        if not module.__name__.endswith(("unknown", "cite"))
        for route in module.router.routes
        if route.path.startswith(delivery.API)
    }


def test_every_route_has_a_title_in_both_languages_and_no_title_is_of_nothing(
    resources: Resources,
) -> None:
    fixed = {
        path for path in templates() if "{" not in path and path[1:] not in vocabulary().collections
    }
    assert set(TITLES) == fixed
    for path in fixed:
        address = read_address((delivery.API + path).rstrip("/"), BASE)
        assert title_of(address, "da", resources) != title_of(address, "en", resources)


def test_every_list_thing_and_question_can_be_cited(resources: Resources) -> None:
    index = resources.index
    paths = [f"/questions/{slug}" for slug in questions()]
    for name, collection in vocabulary().collections.items():
        bits = index.of_kind(collection.kind)
        first = resources.cards.get([index.things[(bits & -bits).bit_length() - 1]])[0]
        paths += [f"/{name}", f"/{name}/{first.id}", f"/{name}/{first.id}/relations.csv"]
    for path in paths:
        address = read_address(delivery.API + path, BASE)
        for language in ("da", "en"):
            assert title_of(address, language, resources)


@pytest.mark.parametrize(
    ("of", "language", "title"),
    [
        (
            PAIR,
            "da",
            "Sammenligning af aftaler: Sundhedsaftalen 2019-2023, Region Hovedstaden; "
            "Sundhedsaftale 2024-2027, Region Hovedstaden",
        ),
        (
            "/api/v1/changes?from=dk84-2019&to=hovedstaden-2024-2027",
            "en",
            "Changes from one agreement to the next: Health Agreement 2019-2023, Capital Region of "
            "Denmark; Health Agreement 2024-2027, Capital Region of Denmark",
        ),
        (
            "/api/v1/goals/dk82-2019.goal.1.xlsx",
            "da",
            "Mål: Vi vil nedbringe antallet af dagligrygere i Region Midtjylland",
        ),
        ("/api/v1/search?q=rygestop,+gravide", "en", "Search: “rygestop, gravide”"),
        (
            "/api/v1/questions/status-at-date?date=2021-12-31",
            "en",
            questions()["status-at-date"].title["en"] + " 2021-12-31",
        ),
        ("/concept/theme-tobacco.ttl", "da", "tobak og nikotin"),
        ("/api/v1/limits", "da", "Grænser for tjenesten"),
    ],
)
def test_a_title_names_the_things_that_the_address_names(
    resources: Resources, of: str, language: Language, title: str
) -> None:
    assert title_of(read_address(of, BASE), language, resources) == title


def test_a_title_names_a_few_and_says_that_there_are_more(resources: Resources) -> None:
    index = resources.index
    themes = [iri.rsplit("theme-", 1)[1] for iri in resources.things.allowed("theme")][:8]
    address = read_address(f"/api/v1/goals?theme={','.join(themes)}", BASE)
    title = title_of(address, "en", resources)
    assert title.count(";") == 6
    assert title.endswith("; and others")
    assert index.things


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ("", "give the address"),
        ("https://testserver/api/v1/goals", "of this service"),
        ("http://elsewhere/api/v1/goals", "of this service"),
        ("http://testserver@elsewhere/api/v1/goals", "of this service"),
        ("//elsewhere/api/v1/goals", "of this service"),
        ("javascript:alert(1)", "of this service"),
        ("http://[/api/v1/goals", "no address"),
        ("api/v1/goals", "write the path"),
        ("/api/v1/../v1/goals", "write the path"),
        ("/api/v1/%2e%2e/goals", "write the path"),
        ("/api/v1//goals", "write the path"),
        ("/api/v1/goals/", "write the path"),
        ("/api/v1/goals%2F..", "write the path"),
        ("/api/v1/goals\r\nX: y", "control"),
        ("/api/v1/goals%0d%0aX", "control"),
        ("/api/v1/goals%ff", "no address"),
        ("/api/v1/goals?q=%ff", "no address"),
        ("/api/v1/%67oal", "nothing that can be cited"),
        ("/api/v1/%2567oals", "nothing that can be cited"),
        ("/api/v1\\goals", "nothing that can be cited"),
        ("/api/v1/nonsense", "nothing that can be cited"),
        (CITE, "nothing that can be cited"),
        ("/api/v10/compare", "nothing that can be cited"),
        ("/healthz", "nothing that can be cited"),
        ("/static/x.js", "nothing that can be cited"),
        ("/api/v1/goals/dk82-2019.goal.999", "there is no"),
        ("/api/v1/goals/dk82-2019.goal.1/nonsense", "nothing that can be cited"),
        ("/api/v1/questions/nonsense", "there is no question"),
        ("/id/nonsense", "nothing is known"),
        ("/api/v1/compare?agreement=nonsense", "is no known"),
    ],
)
def test_what_is_no_address_of_an_answer_is_refused(client: TestClient, of: str, says: str) -> None:
    told = assert_problem(client.get(CITE, params={"of": of}), 422, "parameter")
    assert says in told["detail"]


@given(st.one_of(st.text(max_size=30), st.text(max_size=20).map(lambda text: f"/api/v1/{text}")))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_text_is_an_address_of_ours_or_an_error(text: str) -> None:
    try:
        address = read_address(text, BASE)
    except ParameterError:
        return
    lasting = permalink(address.path, address.query)
    assert re.fullmatch(r"/[!-~]*", lasting)
    assert permalink(*_parts(lasting)) == lasting


def _parts(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    address = read_address(text, BASE)
    return address.path, address.query


def test_an_address_is_the_same_for_every_representation_and_order_of_parameters() -> None:
    wanted = "/api/v1/compare?agreement=b&agreement=a&by=theme"
    for written in (
        "/api/v1/compare?by=theme&agreement=b&agreement=a",
        "/api/v1/compare.csv?agreement=b&bom=1&by=theme&agreement=a",
        "http://testserver/api/v1/compare.xlsx?agreement=b&agreement=%61&by=theme#x",
    ):
        assert permalink(*_parts(written)) == wanted
    other = "/api/v1/compare?agreement=a&agreement=b&by=theme"
    assert permalink(*_parts(other)) == other  # the order of the columns


def test_a_citation_comes_in_every_style_by_name_and_by_header(client: TestClient) -> None:
    kinds = dict(
        zip(STYLES, ("text/plain", delivery.BIBTEX, delivery.CSL, delivery.RIS), strict=True)
    )
    today = datetime.now(UTC).date().isoformat()
    for style, kind in kinds.items():
        named = client.get(CITE, params={"of": PAIR, "style": style, "lang": "en"})
        asked = client.get(CITE, params={"of": PAIR, "lang": "en"}, headers={"Accept": kind})
        assert named.headers["content-type"].split(";")[0] == kind
        assert named.content == asked.content
        assert named.headers["aftalegraf-release"] in named.text
        assert "Comparison of agreements" in named.text
        assert today in named.text.replace("/", "-") or style == "csl"
    assert client.get(CITE, params={"of": PAIR}, headers={"Accept": "image/png"}).status_code == 406
    for wrong in ({}, {"of": PAIR, "style": "apa"}, {"of": [PAIR, PAIR]}, {"of": PAIR, "by": "x"}):
        assert_problem(client.get(CITE, params=wrong), 422, "parameter")


def test_a_citation_is_of_its_day_and_of_the_host_that_was_asked(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(host: str = "testserver") -> tuple[str, str]:
        answer = client.get(CITE, params={"of": "/api/v1/goals"}, headers={"Host": host})
        return answer.headers["etag"], answer.text

    today = ask()
    assert ask() == today
    assert ask("aftale.example")[0] != today[0]
    assert "http://aftale.example/api/v1/goals (" in ask("aftale.example")[1]
    for module in ("api.delivery", "api.routes.cite"):
        monkeypatch.setattr(f"{module}.today", lambda: date(2031, 5, 6))
    later = ask()
    assert later[0] != today[0]
    assert "(besøgt 2031-05-06)" in later[1]


@pytest.mark.parametrize(
    "path", [PAIR, "/api/v1/goals.csv?region=midtjylland&bom=1", "/api/v1/search?q=æ,+%26"]
)
def test_an_answer_leads_to_its_address_and_its_citation(client: TestClient, path: str) -> None:
    header = client.get(path).headers["link"]
    (lasting,) = re.findall(r'<([^>]+)>; rel="cite-as"', header)
    (cited,) = re.findall(
        rf'<({CITE}[^>]+)>; rel="describedby"; type="{re.escape(delivery.CSL)}"', header
    )
    assert client.get(lasting).status_code == 200
    (item,) = checked(client.get(cited).text)
    assert item["URL"] == f"http://testserver{lasting}"
    assert lasting == permalink(*_parts(quote(path, safe="/?&=%,+")))
    assert urlencode({"of": lasting}) in cited
