"""Tables as Markdown and workbooks: to the letter, typed, always the same bytes, and cited."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from typer.testing import CliRunner
from workbooks import cells, part

from api.cli import app
from api.tables.about import About
from api.tables.markdown import escaped, to_markdown
from api.tables.table import Column, Table
from api.tables.workbook import MAX_CELL, to_xlsx
from graph.answers import Labels
from graph.citation import Author, Citation
from graph.errors import ResultTooLarge
from graph.names import Language
from graph.resources import Resources

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAIR = "agreement=dk84-2019&agreement=dk84-2024"
TABLES = [
    f"compare?{PAIR}",
    f"compare/shared?{PAIR}",
    "compare/quality?by=agreement",
    "changes?from=dk84-2019&to=dk84-2024",
    "changes?",
    "goals?region=midtjylland",
    "goals/dk82-2019.goal.1?",
    "goals/dk82-2019.goal.1/relations?",
    "search?q=rygestop",
    "questions/indicator-values?",
    "network/governance?agreement=dk84-2024",
    "network/centrality?agreement=dk84-2024",
]


def about(language: Language = "da") -> About:
    citation = Citation(
        title="Mål | a",
        language=language,
        data_set="Sæt",
        authors=[Author(name="De")],
        place="http://x/api/v1/goals",
        release="r1",
        issued=date(2026, 1, 2),
        accessed=None,
    )
    return About(citation, silent="document.a, document.b", not_coded="document.c")


def table(*rows: tuple[str, ...]) -> Table:
    kinds = ("string", "integer", "decimal", "boolean", "date")
    columns = [Column(kind, Labels(da=f"{kind}æ", en=kind), kind) for kind in kinds]
    columns.append(Column("several", Labels(da="flere", en="several"), "integer", several=True))
    return Table(columns, iter(rows))


def test_cells_have_types_and_what_excel_has_no_value_for_is_a_string() -> None:
    body = to_xlsx(
        table(
            ("=1+1", "3", "46.8", "true", "2021-12-31", "1 | 2"),
            ("@a", "x", "0.12345678901234567", "no", "1899-01-01", "1"),
            ("", "", "", "", "", ""),
        ),
        about(),
    )
    found = cells(body, 1)
    assert [found[f"{letter}1"][1] for letter in "AF"] == ["stringæ", "flere"]
    assert [found[f"{letter}2"] for letter in "ABCDEF"] == [
        ("s", "=1+1"),
        ("n", "3"),
        ("n", "46.8"),
        ("b", "1"),
        ("n", "44561"),  # days since 1899-12-30
        ("s", "1 | 2"),
    ]
    assert {found[f"{letter}3"][0] for letter in "ABCDEF"} == {"s"}
    assert not [address for address in found if address.endswith("4")]
    pane = next(part(body, "xl/worksheets/sheet1.xml").iter(f"{{{_MAIN}}}pane"))
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("da", "Om", "Endnu ikke kodet"), ("en", "About", "Not coded yet")],
)
def test_the_second_sheet_tells_of_the_first(language: Language, name: str, said: str) -> None:
    body = to_xlsx(table(), about(language))
    names = [e.get("name") for e in part(body, "xl/workbook.xml").iter(f"{{{_MAIN}}}sheet")]
    assert names == ["Data", name]
    found = cells(body, 2)
    told = {found[f"A{n}"][1]: found[f"B{n}"][1] for n in range(1, len(found) // 2 + 1)}
    assert told[said] == "document.c"
    assert {"r1", "2026-01-02", "http://x/api/v1/goals", "document.a, document.b"} <= {
        *told.values()
    }
    assert any(text.startswith("De (2026). Mål | a. Sæt.") for text in told.values())


def test_the_bytes_are_the_same_whenever_they_are_made() -> None:
    row = ("a", "1", "2.5", "true", "2021-12-31", "")
    one, other = to_xlsx(table(row), about()), to_xlsx(table(row), about())
    assert one == other
    core = zipfile.ZipFile(io.BytesIO(one)).read("docProps/core.xml")
    days = [e.text for e in ElementTree.fromstring(core) if e.tag.endswith(("created", "modified"))]
    assert days == ["2026-01-02T00:00:00Z"] * 2


def test_what_a_cell_cannot_hold_is_an_error_and_never_cut_off() -> None:
    whole = to_xlsx(table(("x" * MAX_CELL, "", "", "", "", "")), about())
    assert len(cells(whole, 1)["A2"][1]) == MAX_CELL
    for text in ("x" * (MAX_CELL + 1), "😀" * (MAX_CELL // 2 + 1)):
        with pytest.raises(ResultTooLarge, match="'string' has more than"):
            to_xlsx(table((text, "", "", "", "", "")), about())


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
DANGEROUS = st.text(st.sampled_from(list("=+-@|\\`*_[]<>~&#!:/a1 .(){}\"'æ")), max_size=12)


@given(st.one_of(TEXT, DANGEROUS, st.sampled_from(["_x0041_", "http://a.dk/b", "mailto:a@b"])))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_string_stays_what_it_is(text: str) -> None:
    found = cells(to_xlsx(table((text, "", "", "", "", "")), about()), 1)
    assert found.get("A2", ("s", "")) == ("s", text)


@given(st.lists(st.one_of(TEXT, DANGEROUS), min_size=2, max_size=2))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_markdown_shows_every_text_to_the_letter(texts: list[str]) -> None:
    shown = (
        MarkdownIt("commonmark")
        .enable("table")
        .parse(f"| a | b |\n| --- | --- |\n| {escaped(texts[0])} | {escaped(texts[1])} |\n")
    )
    inline = [token for token in shown if token.type == "inline"][2:]
    found = ["".join(child.content for child in token.children or ()) for token in inline]
    assert found == [text.strip() for text in texts]


def test_a_line_end_stays_within_its_cell() -> None:
    assert escaped("a\r\nb\nc\u2028d") == "a<br>b<br>c<br>d"
    assert escaped("a | b\\") == "a \\| b\\\\"


def test_markdown_has_a_table_and_a_note_below_it() -> None:
    text = to_markdown(table(("a|b", "1", "", "", "", "")), about())
    lines = text.splitlines()
    assert lines[0] == "# Mål \\| a"
    assert lines[2].startswith("| stringæ | integeræ |")
    assert lines[3] == "| --- | ---: | ---: | --- | --- | ---: |"
    assert lines[4].startswith("| a\\|b | 1 |")
    assert "- Dataudgave: r1" in lines
    assert "- Endnu ikke kodet: document.c" in lines


def size(body: bytes) -> tuple[int, int]:
    """Return how many rows and columns the first sheet has."""
    found = cells(body, 1)
    height = max(int("".join(filter(str.isdigit, address))) for address in found)
    return height, sum(address.rstrip("0123456789") + "1" == address for address in found)


@pytest.mark.parametrize("path", TABLES)
def test_every_table_is_a_workbook_and_markdown_too(client: TestClient, path: str) -> None:
    name, _, query = path.partition("?")
    rows = list(csv.reader(io.StringIO(client.get(f"/api/v1/{name}.csv?{query}").text)))
    book = client.get(f"/api/v1/{name}.xlsx?{query}")
    assert book.headers["content-type"] == XLSX
    end = name.rsplit("/", 1)[-1]
    assert f'attachment; filename="{end}-' in book.headers["content-disposition"]
    assert size(book.content) == (len(rows), len(rows[0]))
    text = client.get(f"/api/v1/{name}.md?{query}")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    lines = text.text.splitlines()
    assert len([line for line in lines if line.startswith("| ")]) == len(rows) + 1
    release = book.headers["aftalegraf-release"]
    assert f"- Dataudgave: {release}" in lines
    told = {found[1] for found in cells(book.content, 2).values()}
    place = str(book.url).replace(".xlsx", "").removesuffix("?")
    assert {release, place} <= told


def test_a_file_says_which_documents_are_silent(client: TestClient) -> None:
    asked = "questions/goals.{}?region=hovedstaden&theme=influenza-vaccination"
    silent = "document.hovedstaden-2019-2023, document.hovedstaden-2024-2027"
    assert silent in client.get("/api/v1/" + asked.format("md")).text
    book = client.get("/api/v1/" + asked.format("xlsx")).content
    assert ("s", silent) in cells(book, 2).values()


def test_files_have_tags_of_their_own_and_name_the_host_that_was_asked(client: TestClient) -> None:
    first = client.get("/api/v1/goals.xlsx")
    again = client.get("/api/v1/goals.xlsx", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    other = client.get("/api/v1/goals.md", headers={"Host": "aftale.example"})
    assert "http://aftale.example/api/v1/goals" in other.text
    assert "aftale.example" not in client.get("/api/v1/goals.md").text
    tags = {client.get(f"/api/v1/goals.{e}").headers["etag"] for e in ("csv", "md", "xlsx")}
    assert len({*tags, other.headers["etag"]}) == 4


def test_what_is_no_table_is_none_in_another_form(client: TestClient) -> None:
    assert client.get("/api/v1.xlsx").status_code == 406
    assert client.get("/api/v1/compare.ttl").status_code == 406


@pytest.fixture
def loaded(resources: Resources, monkeypatch: pytest.MonkeyPatch) -> None:
    """The release as it is loaded already, for commands that would load it each time."""
    monkeypatch.setattr("api.commands.answers.EmbeddedEngine", lambda _: resources.engine)
    monkeypatch.setattr("api.commands.answers.Resources", lambda _: resources)


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, list(arguments))
    return found.exit_code, found.stdout, found.stderr


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("arguments", "shown", "column"),
    [
        (["compare", "dk84-2019", "dk84-2024"], "silent", "topic"),
        (["compare", "dk84-2019", "dk84-2024", "--shared"], "alone", "element"),
        (["compare", "dk84-2019", "--quality"], "silent", "goal"),
        (["compare", "dk84-2019", "--quality", "--by", "agreement"], "goals", "agreement"),
        (["changes", "dk84-2019", "dk84-2024"], "dropped", "kind"),
        (["changes"], "219", "from"),
    ],
)
def test_commands_show_a_table_and_write_each_kind_of_file(
    arguments: list[str], shown: str, column: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    code, out, err = run(*arguments, "--lang", "en")
    assert (code, shown in out) == (0, True)
    assert err.startswith("release ")
    rows = list(csv.reader(io.StringIO(run(*arguments, "--csv")[1])))
    assert rows[0][0] == column
    text = run(*arguments, "--md", "--lang", "en")[1]
    command = " ".join(["aftalegraf", *arguments])
    assert f"- Command: {escaped(command)}" in text.splitlines()
    file = tmp_path / "a.xlsx"
    code, out, _ = run(*arguments, "--xlsx", str(file))
    assert (code, "wrote" in out) == (0, True)
    assert size(file.read_bytes()) == (len(rows), len(rows[0]))
    assert ("s", command) in cells(file.read_bytes(), 2).values()


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare", "dk84-2019", "--lang", "sv"], "neither da nor en"),
        (["compare", "dk84-2019", "--csv", "--md"], "ask for one"),
        (["compare", "dk84-2019", "--shared", "--quality"], "ask for one"),
        (["compare", "dk84-2019", "--shared"], "name two or more"),
        (["compare", "dk84-2019", "dk84-2024", "--shared", "--by", "theme"], "has no 'by'"),
        (["changes", "dk84-2019"], "to: name two agreements"),
        (["changes", "dk84-2024", "dk84-2019"], "nothing was compared"),
        (["compare", "dk84-2019", "--xlsx", "missing/a.xlsx"], "No such file"),
    ],
)
def test_a_wrong_wish_is_told(arguments: list[str], says: str) -> None:
    code, _, err = run(*arguments)
    assert (code, says in " ".join(err.split())) == (1, True)
