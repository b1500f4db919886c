"""Citations in every style: escaped, and read back."""

import re
from datetime import date
from pathlib import Path

import yaml
from cited import checked
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.citation import Author, Citation, authors
from graph.citation_styles import to_bibtex, to_csl, to_ris, to_text

ROOT = Path(__file__).parent.parent


def citation(title: str = "Mål & {midler} 100 %", **changed: object) -> Citation:
    known: dict[str, object] = {
        "title": title,
        "language": "da",
        "data_set": "Sættet",
        "authors": [Author(name="Holdet"), Author(name="Å_berg", given="Ea")],
        "place": "http://x/api/v1/goals?q=%C3%A6",
        "release": "r1",
        "issued": date(2026, 1, 2),
        "accessed": date(2026, 3, 4),
    }
    return Citation.model_validate(known | changed)


def bibtex(text: str) -> dict[str, str]:
    """Return the fields of an entry; braces must balance as BibTeX counts them."""
    match = re.fullmatch(r"@misc\{([\w-]+),\n(.*)\}\n", text, re.S)
    assert match
    rest, found = match[2], {"key": match[1]}
    while rest:
        name, _, rest = rest.partition(" = {")
        depth, end = 1, 0
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        found[name.strip()], rest = rest[: end - 1], rest[end:].removeprefix(",\n")
    return found


def untexed(text: str) -> str:
    """Return what LaTeX prints of an escaped text."""
    names = {"backslash": "\\", "braceleft": "{", "braceright": "}", "asciitilde": "~"}
    names["asciicircum"] = "^"
    return re.sub(
        r"\\text(\w+)\{\}|\\(.)", lambda m: names[m[1]] if m[1] else m[2], text.strip("{}")
    )


def ris(text: str) -> list[tuple[str, str]]:
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(line[2:6] == "  - " for line in lines)
    return [(line[:2], line[6:]) for line in lines]


def test_text_names_address_release_and_day_in_both_languages() -> None:
    assert to_text(citation("Mål")) == (
        "Holdet; Å_berg, Ea (2026). Mål. Sættet. Dataudgave r1, udgivet 2026-01-02. "
        "http://x/api/v1/goals?q=%C3%A6 (besøgt 2026-03-04)\n"
    )
    english = citation("Which goals?", language="en", issued=None, accessed=None)
    assert to_text(english) == (
        "Holdet; Å_berg, Ea (n.d.). Which goals? Sættet. Data release r1. "
        "http://x/api/v1/goals?q=%C3%A6\n"
    )


def test_bibtex_is_escaped_and_keeps_danish_letters() -> None:
    found = bibtex(to_bibtex(citation()))
    assert found["title"] == r"{Mål \& \textbraceleft{}midler\textbraceright{} 100 \%}"
    assert found["author"] == r"{Holdet} and Å\_berg, Ea"
    assert (found["year"], found["month"], found["urldate"]) == ("2026", "1", "2026-03-04")
    assert found["url"] == "http://x/api/v1/goals?q=%C3%A6"
    assert found["note"] == "Dataudgave r1, udgivet 2026-01-02; besøgt 2026-03-04"
    assert found["key"] == "aftalegraf-r1"


def test_csl_is_a_data_set_of_the_schema() -> None:
    (item,) = checked(to_csl(citation()))
    assert item["issued"] == {"date-parts": [[2026, 1, 2]]}
    assert item["accessed"] == {"date-parts": [[2026, 3, 4]]}
    assert item["author"] == [{"literal": "Holdet"}, {"family": "Å_berg", "given": "Ea"}]
    assert (item["version"], item["language"]) == ("r1", "da")


def test_ris_begins_and_ends_as_it_must() -> None:
    found = ris(to_ris(citation()))
    assert (found[0], found[-1]) == (("TY", "DATA"), ("ER", ""))
    told = dict(found)
    assert (told["PY"], told["DA"], told["Y2"]) == ("2026", "2026/01/02", "2026/03/04")
    assert (told["UR"], told["ET"]) == ("http://x/api/v1/goals?q=%C3%A6", "r1")
    assert [text for tag, text in found if tag == "AU"] == ["Holdet", "Å_berg, Ea"]


def test_a_command_stands_where_there_is_no_address() -> None:
    told = citation(place="aftalegraf changes a b", accessed=None)
    assert "url" not in bibtex(to_bibtex(told))
    assert "aftalegraf changes a b" in bibtex(to_bibtex(told))["note"]
    assert "URL" not in checked(to_csl(told))[0]
    assert ("N1", "aftalegraf changes a b") in ris(to_ris(told))


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=40))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_any_title_can_be_read_back(title: str) -> None:
    plain = re.sub(r"\s+", " ", title).strip()
    found = bibtex(to_bibtex(citation(f"a{title}z")))["title"]
    assert untexed(found) == re.sub(r"\s+", " ", f"a{title}z")
    assert dict(ris(to_ris(citation(title))))["TI"] == plain
    assert checked(to_csl(citation(title)))[0].get("title") == title
    assert to_text(citation(title)).count("\n") == 1


def test_the_authors_are_those_of_the_citation_file() -> None:
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["authors"]
    assert [author.name for author in authors()] == [author["name"] for author in said]
