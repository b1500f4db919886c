"""Errors as pages: what is wrong is told in the language of the reader, whoever found it."""

import re
from html import unescape
from pathlib import Path

import pytest
from conftest import MakeClient
from fastapi.testclient import TestClient

from api.explorer.details import catalogue, in_danish

ROOT = Path(__file__).parent.parent
BROWSER = {"Accept": "text/html,*/*;q=0.8"}
CODE = "".join(
    file.read_text(encoding="utf-8")
    for part in ("api", "graph")
    for file in (ROOT / part).rglob("*.py")
)
"""What the details of errors are written in; a string may go on in the next line."""


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/questions/goals?region=midtjyland", "region: »midtjyland« kendes ikke; mente du"),
        ("/questions/goals?regoin=midtjylland", "her er ingen parameter »regoin«; mente du"),
        ("/questions/gools", "der er intet spørgsmål »gools«; mente du"),
        ("/questions/status-at-date?date=i+g%C3%A5r", "date: »i går« er ingen dato; skriv fx"),
        ("/compare?by=themes", "by: »themes« kendes ikke; mente du »theme«"),
        ("/compare/changes?from=dk84-2024&to=dk84-2019", "er intet sammenlignet; sammenlignet er"),
        ("/compare/quality?agreement=dk99-2019", "agreement: »dk99-2019« kendes ikke; mente du"),
        ("/indicators?theme=tobaco", "theme: »tobaco« kendes ikke; mente du »tobacco«"),
        ("/network?of=dk82-2019.goal.1&edges=plans", "edges: »plans« er ingen slags forbindelse"),
        ("/id/dk82-2019/goal/99.html", "der vides intet om https://w3id.org/"),
        ("/search?q=%21", "der er intet ord at søge efter; skriv et eller flere"),
    ],
)
def test_a_detail_is_told_in_danish(client: TestClient, path: str, told: str) -> None:
    spoken = f"{path}{'&' if '?' in path else '?'}lang=da"
    page = client.get(spoken, headers=BROWSER).text
    main = unescape(page[page.index("<main") : page.index("</main>")])
    assert told in main
    assert 'lang="en"' not in main


def test_a_page_that_is_not_there_says_so_once(client: TestClient) -> None:
    page = client.get("/compara?lang=da", headers=BROWSER).text
    assert "<h1>Der er intet på denne adresse</h1>" in page
    assert "Nothing is at this address" not in page


def test_one_who_asks_too_often_is_told_on_a_page(make_client: MakeClient) -> None:
    with make_client(burst=1, rate=1, limit_loopback=True) as client:
        answers = [client.get("/privacy?lang=da", headers=BROWSER) for _ in range(3)]
    refused = answers[-1]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    assert "mere end 1 anmodninger i sekundet; vent lidt, og send så færre" in refused.text


def test_what_is_not_in_the_catalogue_stays_english() -> None:
    assert in_danish("theme: 'x' is not known; this advice is not there") is None


def test_a_long_value_is_not_looked_through() -> None:
    """It could fit a part with several names in more ways than there is time for."""
    assert in_danish("name: 'x' is not known") == "name: »x« kendes ikke"
    assert in_danish("name: '" + "' is neither " * 5_000 + "' is not known") is None


@pytest.mark.parametrize("english", catalogue())
def test_every_part_of_the_catalogue_is_said_somewhere(english: str) -> None:
    said = re.sub(r'"\s*\n\s*f?"', "", CODE)
    assert set(re.findall(r"\{\w+\}", catalogue()[english])) <= set(re.findall(r"\{\w+\}", english))
    fixed = [text.strip() for text in re.split(r"\{\w+\}|'|`", english)]
    assert [text for text in fixed if len(text) > 3 and text not in said] == []
