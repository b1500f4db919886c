"""The coding sheets: every slip is told with file and line, all of them in one run."""

import json
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sheets import ROOT, SHEET, read, slip

from graph.build import build
from graph.coding import json_schema, parse_sheets, read_sheets
from graph.errors import SheetError
from graph.provers import Provers

# (what a curator wrote, the slip, what is said of it); each stands once in the sheet.
SLIPS = [
    (
        '"Målsætning: vi vil nedbringe antallet af dagligrygere i Region Midtjylland"',
        '"Målsætning: vi vil nedbringe antallet af dagligrygare i Region Midtjylland"',
        "does not stand in the text; the nearest is: Målsætning: vi vil nedbringe",
    ),
    (
        "    type: declaration-of-intent",
        "    type: declaration",
        "did you mean 'declaration-of-intent'",
    ),
    ("        value: 17350", "        value: 17.350,5", "write a number with a decimal point"),
    ("        value: 2614", "        valeu: 2614", "unknown key 'valeu'; did you mean 'value'?"),
    ("      - to: data-source/dk82-01", "      - to: data-source/dk82-99", "is not known here"),
    (
        "          words: Årsresultat for LUP 2020\n          from: 2020-01-01",
        "          words: Årsresultat for LUP 2020\n          from: 2021-01-01",
        "swap the two dates",
    ),
    ("          words: 5-6 år\n", "          wrds: 5-6 år\n", "'words' is missing"),
    ("          until: 2020-09-01", "          until: 2020-09-31", "write a date as 2021-12-31"),
    ("    english: On the citizens' terms\n", "", "'english' is missing; add `english:` here"),
    (
        "        reason: Visionen handler om, hvad der kommer ud af ressourcerne.\n",
        "",
        "say in `reason:` why we read it so",
    ),
    (
        "    type: project\n    quote: storrygerprojektet i Vestklyngen",
        "    type: project\n    quote: Vestklyngen",
        "has fewer than two words",
    ),
    (
        "    type: prior-agreement\n    quote: Sundhedsaftale om rehabilitering i forbindelse",
        "    type: prior-agreement\n    quote: Betydning for borgerne #",
        "add words before or after, or write `occurrence: 1 of",
    ),
    ("  14:\n    label: Gensidig", "  13:\n    label: Gensidig", "stands here a second time"),
]


def test_every_slip_is_told_with_file_and_line_in_one_run(coding: Path, sources: Path) -> None:
    for right, wrong, _ in SLIPS:
        slip(coding / f"{SHEET}.yaml", right, wrong)
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    told = [str(problem) for problem in caught.value.problems]
    for _, _, says in SLIPS:
        assert [line for line in told if says in line], says
    assert all(re.match(r".*[\w-]+\.yaml:\d+: .+; .+", line) for line in told)


@pytest.mark.parametrize(("right", "wrong", "says"), SLIPS, ids=lambda text: str(text).strip()[:30])
def test_a_slip_names_its_own_line(
    coding: Path, sources: Path, right: str, wrong: str, says: str
) -> None:
    path = coding / f"{SHEET}.yaml"
    at = path.read_text(encoding="utf-8").partition(right)[0].count("\n") + 1
    slip(path, right, wrong)
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    problems = [problem for problem in caught.value.problems if says in str(problem)]
    assert problems
    assert any(abs(problem.line - at) <= 6 for problem in problems), (at, caught.value.problems)


def test_a_wrong_letter_fails_the_build_and_nothing_is_touched(coding: Path, sources: Path) -> None:
    slip(coding / f"{SHEET}.yaml", *SLIPS[0][:2])
    before = {path: path.read_bytes() for path in coding.iterdir()}
    with pytest.raises(SheetError, match=rf"{SHEET}\.yaml:\d+: .*dagligrygare"):
        build(coding.parent, sources, lambda *_: None)
    assert {path: path.read_bytes() for path in coding.iterdir()} == before
    assert not (coding.parent / "graphs").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("visions: text", "put its keys below it"),
        ("visions:\n  zero: {}", "has not the form"),
        ("nonsense: 1", "unknown key 'nonsense'"),
        ("mentions: {data-source/dk-99: to ord}", "is not known here"),
        ("- 1", "the sheet' is wrong"),
    ],
)
def test_rubbish_is_told_too(coding: Path, sources: Path, text: str, says: str) -> None:
    (coding / "rubbish.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    assert any("rubbish.yaml:" in str(p) and says in str(p) for p in caught.value.problems)


def test_what_is_not_yaml_is_told_alone(coding: Path, sources: Path) -> None:
    """Not what other sheets say of what it declares, which cannot be known."""
    slip(coding / f"{SHEET}.yaml", "visions:\n", "visions: [\n")
    slip(coding / "entities.yaml", "organisations:\n", "organisations:\n\tx: 1\n")
    (coding / "rubbish.yaml").write_bytes(b"visions: \xff\xfe")
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    entities, sheet, rubbish = map(str, caught.value.problems)
    assert re.search(r"entities\.yaml:\d+: this is not YAML", entities)
    assert re.search(rf"{SHEET}\.yaml:\d+: this is not YAML", sheet)
    assert re.search(r"rubbish\.yaml:1: .*save it as UTF-8", rubbish)


def test_a_document_about_another_agreement_is_told(coding: Path, sources: Path) -> None:
    slip(coding / f"{SHEET}.yaml", "  key: dk82-2019", "  key: dk82-2020")
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    (problem,) = caught.value.problems
    assert "about 'dk82-2019', the agreement here is 'dk82-2020'" in str(problem)


BARRIERS = "Vi vil nedbryde de barrierer, som begrænser mulighederne"
CHANGE = """
correspondences:
  x-1:
    type: {type}
    from: [{earlier}]
    to: [dk84-2024/vision/2]
    {reason}
    quote:
      - {{in: hovedstaden-2024-2027, text: "{later}"}}
{words}
"""


def change(
    kind: str,
    earlier: str = "dk84-2019/vision/2",
    reason: str = "reason: x",
    words: Sequence[str] = ("Mere lighed i sundhed Der",),
) -> str:
    quotes = [f'      - {{in: hovedstaden-2019-2023, text: "{text}"}}' for text in words]
    return CHANGE.format(
        type=kind, earlier=earlier, reason=reason, later=BARRIERS, words="\n".join(quotes)
    )


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ([BARRIERS], True),
        (["som begrænser mulighederne", "Vi vil nedbryde de barrierer,"], True),
        (["Vi vil nedbryde de barrierer"], False),
        ([BARRIERS, "et stort medansvar"], False),
    ],
)
def test_the_wording_is_the_same_where_all_that_is_quoted_is(
    coding: Path, sources: Path, words: Sequence[str], same: bool
) -> None:
    text = change("close", words=words)
    (coding / "change.yaml").write_text(text, encoding="utf-8")
    documents = parse_sheets(coding)
    sheets = read_sheets(documents, Provers(documents, coding, sources).by_document)
    found = next(coded for coded in sheets if coded.source.name == "change")
    assert found.sheet.correspondences["x-1"].same_wording is same


@pytest.mark.parametrize(
    ("kind", "earlier", "reason", "says"),
    [
        ("kep", "dk84-2019/vision/2", "reason: x", "did you mean 'kept'"),
        ("kept", "dk84-2019/vision/99", "reason: x", "'dk84-2019/vision/99' is not known here"),
        ("kept", "dk84-2019/vision/2", "", "'reason' is missing"),
    ],
)
def test_a_slip_in_a_correspondence_is_told(
    coding: Path, sources: Path, kind: str, earlier: str, reason: str, says: str
) -> None:
    text = change(kind, earlier, reason)
    (coding / "change.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    assert any("change.yaml:" in str(p) and says in str(p) for p in caught.value.problems)


def test_a_contradiction_needs_two_quotes(coding: Path, sources: Path) -> None:
    path = coding / "hovedstaden-2024-2027.yaml"
    text = path.read_text(encoding="utf-8")
    block = """  contradictions:
    99: {label: a, english: a, ground: stated, quote: Mere lighed i sundhed Vi, between: [vision/2]}
  headings: |"""
    path.write_text(text.replace("  headings: |", block, 1), encoding="utf-8")
    with pytest.raises(SheetError, match="single quote; quote both of the two passages"):
        read(coding, sources)


def test_the_schema_for_editors_is_the_committed_one() -> None:
    committed = (ROOT / "data/coding/sheet.schema.json").read_text(encoding="utf-8")
    assert json.loads(committed) == json_schema()


def test_the_example_of_the_readme_is_a_sheet(tmp_path: Path, sources: Path) -> None:
    readme = (ROOT / "data/README.md").read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", readme, re.S)[0]
    (tmp_path / "data" / "coding").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "release.yaml", tmp_path / "data")
    (tmp_path / "data" / "coding" / f"{SHEET}.yaml").write_text(example, encoding="utf-8")
    report = build(tmp_path / "data", sources, lambda *_: None)
    assert report.counts[SHEET]["Goal"] == 1
