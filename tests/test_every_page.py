"""Every page, in both languages: readable by all, at any width, in light and dark; its words."""

import re
from pathlib import Path

import pytest
from browsing import clipped, faults, width_when_text_is_doubled
from fastapi.testclient import TestClient
from playwright.sync_api import Page, expect

from api.explorer.words import all_words

TEMPLATES = Path(__file__).parent.parent / "api" / "explorer" / "templates"
CODE = Path(__file__).parent.parent / "api"

PAGES = (
    "/",
    "/accessibility",
    "/compare?by=programme",
    "/compare/changes",
    "/compare/changes?from=dk84-2019&to=dk84-2024&type=Vision",
    "/compare/quality?agreement=dk84-2024&agreement=dk82-2024",
    "/compare/shared?agreement=dk84-2019&agreement=dk84-2024&type=Vision&sharing=some",
    "/concept/theme-tobacco.html",
    "/data",
    "/docs",
    "/id/body/dk84-01.html",
    "/id/dk82-2019.html",
    "/id/dk82-2019/goal/1.html",
    "/id/assertion/d4467ae5afd8f768.html",
    "/id/correspondence/close-31.html",
    "/id/dk82-2019/indicator/2.html",
    "/id/dk82-2019/initiative/1.html",
    "/id/passage/midtjylland-2019-2023/725e7e2f23c2/5265-5339.html",
    "/indicators",
    "/methods",
    "/network",
    "/network/governance?agreement=dk84-2024",
    "/network/paths?from=dk82-2019.initiative.1&to=dk82-2019.goal.1",
    "/network?of=dk82-2019.goal.1",
    "/ont.html",
    "/privacy",
    "/problems/parameter",
    "/questions",
    "/questions/initiatives-serving-goal?region=midtjylland&theme=tobacco",
    "/search",
    "/search?q=rygestop",
    "/sparql",
    "/sparql?query=DESCRIBE+<x:a>",
    "/sparql?query=SELECT+*+{+?s+?p+?o+}+LIMIT+20",
)
OTHERS = frozenset({"/docs"})
"""Made by others: Swagger UI is told of in the accessibility statement."""
COLOURS = """() => [...document.querySelectorAll(".swagger, .swagger *")].map((each) => {
  const { color, backgroundColor } = getComputedStyle(each);
  return [each.className.toString(), color, backgroundColor].join(" ");
})"""


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_page_is_for_all(page: Page, path: str, lang: str) -> None:
    """WCAG 2.2 A and AA, as far as axe-core can tell.

    No sideways scrolling at 320 px (1.4.10), or with text of double size (1.4.4), which then is
    there as a whole.
    """
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={lang}")
    assert page.get_attribute("html", "lang") == lang
    if path in OTHERS:
        return
    assert page.get_by_role("heading", level=1).count() == 1
    assert faults(page) == []
    if lang == "da":
        page.emulate_media(color_scheme="dark")
        assert faults(page, "color-contrast") == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert width_when_text_is_doubled(page) <= 640
    assert clipped(page) == []


@pytest.mark.parametrize("path", sorted(OTHERS))
def test_what_others_made_is_as_legible_in_the_dark(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.locator("#operations-tag-goals")).to_be_visible(timeout=30_000)
    told = page.evaluate(COLOURS)
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(COLOURS) == told


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_strict_policy(client: TestClient, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 200
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "set-cookie" not in answer.headers
    assert " style=" not in answer.text
    assert not re.search(r"<[^>]* on\w+=", answer.text)
    assert not re.search(r"<(?:link|script|img)[^>]* (?:src|href)=.https?:", answer.text)


def test_every_word_is_used_and_every_word_that_is_used_is_there() -> None:
    text = "".join(file.read_text("utf-8") for file in TEMPLATES.iterdir())
    text += "".join(file.read_text("utf-8") for file in CODE.rglob("*.py"))
    written = set(re.findall(r"[\"']([a-z_]+\.[\w-]+)[\"']", text))
    used = set(re.findall(r"\bt\(\s*[\"']([a-z_]+\.[\w-]+)[\"'](?! ~)", text))
    begun = set(re.findall(r"\bt\(\s*[\"']([a-z_]+\.\w*)[\"'] ~", text))
    known = all_words()
    assert used - known.keys() == set()
    unused = known.keys() - written
    assert [word for word in unused if not word.startswith(tuple(begun))] == []
    assert [word for word, pair in known.items() if not all(part.strip() for part in pair)] == []
