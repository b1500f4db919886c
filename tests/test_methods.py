"""The methods page: whole in both languages, true of the shipped release, and behind nothing."""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import ROUTES
from api.methods import Example, ExampleError, Section, Text, fill, render, sections
from graph.answers import Finding
from graph.comparison import left_behind, links, succession, unfinished, worddiff
from graph.comparison.criteria import CRITERIA
from graph.comparison.request import TOPICS
from graph.comparison.shared import SHARINGS
from graph.names import Language
from graph.network import edge_sets
from graph.network.centrality import DEFINITIONS
from graph.network.governance import Governance
from graph.network.neighbourhood import MAX_STEPS
from graph.network.paths import MAX_PATHS
from graph.resources import vocabulary
from graph.series import targets

LANGUAGES: tuple[Language, ...] = ("da", "en")
MEASURED = [section.anchor for section in sections()][1:]
PARTS: dict[Language, list[str]] = {
    "da": ["Definition", "Kilde", "Eksempel", "Grænser"],
    "en": ["Definition", "Source", "Example", "Limits"],
}
EXAMPLES = {
    f"{section.anchor}-{name}": example
    for section in sections()
    for name, example in section.examples.items()
}
FINDINGS = get_args(Finding)

TARGET_REASONS = targets.REASONS.keys() - {"reached", "missed", "due-later"}
"""The reasons that an outcome does not say by itself."""

ENTRIES: dict[str, Iterable[str]] = {
    "findings": FINDINGS,
    "grounds": vocabulary().codes["ground"],
    "matrix": [*FINDINGS, *TOPICS, "proposed"],
    "differences": FINDINGS,
    "shared": [*SHARINGS, *get_args(links.State)],
    "quality": [*FINDINGS, *(criterion.name for criterion in CRITERIA)],
    "series": [*get_args(targets.Outcome), *TARGET_REASONS],
    "changes": vocabulary().codes["correspondence"],
    "words": get_args(worddiff.Fate),
    "left-behind": get_args(left_behind.State),
    "lineage": get_args(succession.StepKind),
    "unfinished": get_args(unfinished.TakenUp),
    "network": edge_sets(),
    "centrality": DEFINITIONS,
    "governance": Governance.model_fields.keys() - {"release", "scope", "quotes"},
}
"""What the code offers, by the section that must tell each of it."""


class Outline(HTMLParser):
    """The headings of a page, its sections, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[tuple[int, str]] = []
        self.texts: dict[str, str] = {}
        self.codes: dict[str, set[str]] = {}
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.language = self.title = ""
        self._open: list[str] = []
        self._section = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._open.append(tag)
        if tag == "html":
            self.language = given["lang"]
        if tag == "section":
            self._section = given["aria-labelledby"]
            self.texts[self._section], self.codes[self._section] = "", set()
        if re.fullmatch(r"h\d", tag):
            self.headings.append((int(tag[1]), ""))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a" and "main" in self._open:
            self.links.append(given["href"])
        self.loaded += [given[name] for name in ("src", "srcset", "data") if name in given]
        self.loaded += [given["href"]] if tag == "link" else []

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag = self._open[-1] if self._open else ""
        if tag == "title":
            self.title += data
        if re.fullmatch(r"h\d", tag):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)
        if "section" in self._open:
            self.texts[self._section] += data
            if tag == "code":
                self.codes[self._section].add(data)


@pytest.fixture(scope="module")
def pages(client: TestClient) -> dict[Language, Outline]:
    found = {language: client.get(f"/methods?lang={language}") for language in LANGUAGES}
    assert {page.status_code for page in found.values()} == {200}
    return {language: Outline(page.text) for language, page in found.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_a_language_a_title_and_headings_in_order(
    pages: dict[Language, Outline], language: Language
) -> None:
    page = pages[language]
    assert page.language == language
    assert page.title.startswith({"da": "Metoder", "en": "Methods"}[language])
    levels = [level for level, _ in page.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in page.headings)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_lead_to_every_section_and_nothing_comes_from_elsewhere(
    pages: dict[Language, Outline], language: Language
) -> None:
    page = pages[language]
    assert [link[1:] for link in page.links if link.startswith("#")] == list(page.texts)
    assert set(page.texts) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if not link.startswith(("#", "/", "?"))] == []
    assert page.loaded
    assert [address for address in page.loaded if not address.startswith("/")] == []


def test_both_languages_have_the_same_sections_figures_and_links(
    pages: dict[Language, Outline],
) -> None:
    danish, english = pages["da"], pages["en"]
    assert list(danish.texts) == list(english.texts) == [s.anchor for s in sections()]
    assert danish.links == english.links
    for anchor in danish.texts:
        assert named(anchor, "da") == named(anchor, "en"), anchor
        assert danish.codes[anchor] == english.codes[anchor], anchor


def named(anchor: str, language: Language) -> list[str]:
    """Return what a text has filled in: the examples and figures that it names."""
    section = next(section for section in sections() if section.anchor == anchor)
    body = section.texts[language].body
    return sorted(re.findall(r"{[{%] *(.*?) *[%}]}", body))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anchor", MEASURED)
def test_every_measure_has_definition_source_example_and_limits(
    anchor: str, language: Language
) -> None:
    section = next(section for section in sections() if section.anchor == anchor)
    body = section.texts[language].body
    assert re.findall(r"^#+ (.*)$", body, re.M) == PARTS[language]
    parts = re.split(r"^### .*$", body, flags=re.M)[1:]
    assert all(len(part.split()) > 5 for part in parts)
    for name in section.examples:
        assert f"{{{{ {name} | link }}}}" in parts[2], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("anchor", ENTRIES)
def test_whatever_the_code_offers_is_told(
    pages: dict[Language, Outline], anchor: str, language: Language
) -> None:
    assert set(ENTRIES[anchor]) - pages[language].codes[anchor] == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_limits_of_the_code_are_told_as_they_are(
    pages: dict[Language, Outline], language: Language
) -> None:
    assert f" {MAX_PATHS} " in pages[language].texts["paths"]
    assert MAX_STEPS == 3
    assert {"da": "højst tre", "en": "three at most"}[language] in (
        pages[language].texts["neighbourhood"]
    )


def test_every_comparison_and_every_part_of_the_network_has_an_example() -> None:
    measured = {
        route.path
        for module in ROUTES
        for route in module.router.routes
        if isinstance(route, APIRoute) and {"compare", "network"} & {*route.tags}
    }
    asked = {example.address.partition("?")[0] for example in EXAMPLES.values()}
    assert len(measured) > 5
    assert measured - asked == set()


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_is_answered_and_holds_what_is_said(
    client: TestClient, pages: dict[Language, Outline], example: Example
) -> None:
    answer = client.get(example.address)
    assert answer.status_code == 200
    fill(example, answer.json())
    assert all(example.address in page.links for page in pages.values())


def test_every_file_that_a_text_names_is_there() -> None:
    root = Path(__file__).parent.parent
    named = {
        name
        for section in sections()
        for text in section.texts.values()
        for name in re.findall(r"`((?:graph|ontology|data)/[^`]+)`", text.body)
    }
    assert len(named) > 10
    assert [name for name in sorted(named) if not (root / name).exists()] == []


def test_the_page_names_its_release_and_is_kept(client: TestClient) -> None:
    page = client.get("/methods", headers={"Accept-Language": "en"})
    assert page.headers["Aftalegraf-Release"] in page.text
    assert 'lang="en"' in page.text
    assert "Accept-Language" in page.headers["Vary"]
    again = client.get("/methods?lang=da", headers={"If-None-Match": page.headers["ETag"]})
    assert again.status_code == 200
    same = {"If-None-Match": page.headers["ETag"], "Accept-Language": "en"}
    assert client.get("/methods", headers=same).status_code == 304


def test_an_unknown_language_is_an_error(client: TestClient) -> None:
    assert client.get("/methods?lang=de").status_code == 422


ANSWER = {
    "total": 3,
    "items": [{"id": "a", "size": {"n": 1}}, {"id": "b", "size": {"n": 2.5}}],
    "label": {"da": "mål *nr. 1* [a](b) <b>", "en": "goal"},
}


def test_figures_are_taken_out_of_an_answer() -> None:
    figures = {"number": "total", "size": 'items | at("id", "b")', "label": "label"}
    found = fill(Example(address="/x", figures=figures, holds=["number > size.size.n"]), ANSWER)
    assert (found.number, found.size["size"], found.address) == (3, {"n": 2.5}, "/x")


@pytest.mark.parametrize(
    "figure",
    ["totals", "items[5]", "items[0].none", 'items | at("id", "c")', 'items | at("size.x", 1)'],
)
def test_a_figure_that_is_missing_is_an_error(figure: str) -> None:
    with pytest.raises(ExampleError, match="/x"):
        fill(Example(address="/x", figures={"one": figure}), ANSWER)


def test_what_does_not_hold_is_an_error() -> None:
    with pytest.raises(ExampleError, match="number == 4"):
        fill(Example(address="/x", figures={"number": "total"}, holds=["number == 4"]), ANSWER)


def test_an_example_needs_an_address() -> None:
    with pytest.raises(ValidationError):
        Example.model_validate({"figures": {}})


@pytest.mark.parametrize(
    ("language", "shown"),
    [("da", "2,5 mål *nr. 1* [a](b) &lt;b&gt;"), ("en", "2.5 goal")],
)
def test_figures_are_written_in_the_language_and_never_read_as_marks(
    language: Language, shown: str
) -> None:
    figures = {"size": 'items | map(attribute="size.n") | max', "label": "label"}
    example = Example(address="/x?a=1&b=2", figures=figures)
    text = Text(title="T", body="{{ one.size }} {{ one.label }}: {{ one | link }}")
    section = Section(anchor="t", texts={"da": text, "en": text}, examples={"one": example})
    body = render(section, {"one": fill(example, ANSWER)}, language).body
    link = '<a href="/x?a=1&amp;b=2"><code>/x?a=1&amp;b=2</code></a>'
    assert body == f"<p>{shown}: {link}</p>\n"
