"""The coding sheets: every slip is told with file and line, all of them in one run."""

import json
import re
import shutil
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, Literal, URIRef

from graph import names
from graph.build import build
from graph.coding import compile_sheet, json_schema, parse_sheets, read_sheets
from graph.errors import SheetError
from graph.provers import Provers

ROOT = Path(__file__).parent.parent
SHEET = "midtjylland-2019-2023"

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


@pytest.fixture
def coding(tmp_path: Path) -> Path:
    """A copy of the sheets that may be spoilt."""
    shutil.copytree(ROOT / "data" / "coding", tmp_path / "data" / "coding")
    shutil.copy(ROOT / "data" / "release.yaml", tmp_path / "data")
    return tmp_path / "data" / "coding"


def read(coding: Path, sources: Path) -> None:
    documents = parse_sheets(coding)
    read_sheets(documents, Provers(documents, coding, sources).by_document)


def slip(path: Path, right: str, wrong: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(right) == 1, right
    path.write_text(text.replace(right, wrong), encoding="utf-8")


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
        ("visions: [1, 2", "this is not YAML"),
        ("visions:\n\t1: x", "this is not YAML"),
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


def test_bytes_that_are_no_text_are_told(coding: Path, sources: Path) -> None:
    (coding / "rubbish.yaml").write_bytes(b"visions: \xff\xfe")
    with pytest.raises(SheetError, match=r"rubbish.yaml:1: .*save it as UTF-8"):
        read(coding, sources)


def test_a_document_about_another_agreement_is_told(coding: Path, sources: Path) -> None:
    slip(coding / f"{SHEET}.yaml", "  key: dk82-2019", "  key: dk82-2020")
    with pytest.raises(SheetError, match="about 'dk82-2019', the agreement here is 'dk82-2020'"):
        read(coding, sources)


@pytest.mark.parametrize("path", ["goals/4", "initiatives/1/statuses/1"])
def test_a_number_that_was_retired_is_not_given_again(
    coding: Path, sources: Path, path: str
) -> None:
    retire(coding, f"{path}:")
    with pytest.raises(SheetError, match=rf"yaml:\d+: {path} is retired"):
        read(coding, sources)


def retire(coding: Path, line: str) -> int:
    """Add a line to what the sheet retires, and return its number."""
    path = coding / f"{SHEET}.yaml"
    slip(path, "\nretired:\n", f"\nretired:\n  {line}\n")
    return path.read_text(encoding="utf-8").partition(f"\n  {line}\n")[0].count("\n") + 2


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("gaols/99:", "is of no known section: 'gaols'; did you mean 'goals'"),
        ("goals/99/statuses/1:", "is of no known section: 'statuses'; known are decisions"),
        ("collectives/dk82-2/tasks/1/tasks/1:", "known section: 'tasks'; there is none to choose"),
        ("agreement:", "is of no known section: 'agreement'"),
        ("goals:", "'goals' has no number that goals could have; write section and number"),
        ("goals/99/decisions:", "has no number that decisions could have"),
        ("goals/099:", "has no number that goals could have"),
        ("bodies/Udvalget:", "has no number that bodies could have"),
        ("goals/99: goal/98", "'goal/98' is not known here; did you mean"),
        ("goals/99: goals/98", "'goal/98' is not known here; did you mean"),
        ("goals/99: dk84-2019/goal/98", "'dk84-2019/goal/98' is not known here"),
        ("goals/99: goal/99", "'goal/99' is retired; name what took its place, if anything did"),
        ("goals/99: commitments/45", "'commitment/45' is retired; name what took its place"),
        ("goals/99: [goal/1]", "'goals/99' is wrong: Input should be a valid string"),
        ("commitments/45:", "'commitments/45' stands here a second time; it stands in line"),
    ],
)
def test_a_slip_in_what_is_retired_is_told(
    coding: Path, sources: Path, line: str, says: str
) -> None:
    at = retire(coding, line)
    with pytest.raises(SheetError) as caught:
        read(coding, sources)
    (problem,) = caught.value.problems
    assert says in str(problem)
    assert abs(problem.line - at) <= 1


def test_what_one_sheet_retires_no_other_may_declare(coding: Path, sources: Path) -> None:
    retire(coding, "data-sources/dk-03:")
    with pytest.raises(SheetError, match=r"entities.yaml:\d+: data-sources/dk-03 is retired"):
        read(coding, sources)


def test_an_element_is_retired_by_a_sheet_of_its_agreement(coding: Path, sources: Path) -> None:
    (coding / "shared.yaml").write_text("retired: {goals/99: }", encoding="utf-8")
    with pytest.raises(SheetError, match=r"shared.yaml:1: 'goals/99' is of no agreement"):
        read(coding, sources)


def test_a_relation_to_what_is_retired_is_told(coding: Path, sources: Path) -> None:
    slip(coding / f"{SHEET}.yaml", "to: data-source/dk82-01", "to: data-source/dk82-9")
    retire(coding, "data-sources/dk82-9:")
    with pytest.raises(SheetError, match="'data-source/dk82-9' is retired; name what took"):
        read(coding, sources)


def test_what_is_retired_is_in_the_graph_and_says_nothing_else(coding: Path, sources: Path) -> None:
    for line in (
        "goals/99: goals/1",
        "goals/98: organisation/dk82-12",
        "bodies/dk82-99/tasks/1: dk84-2024/goal/1",
        "correspondences/dk82-999:",
    ):
        retire(coding, line)
    documents = parse_sheets(coding)
    sheets = read_sheets(documents, Provers(documents, coding, sources).by_document)
    graph, origins = compile_sheet(next(one for one in sheets if one.source.name == SHEET))
    for retired, replacement in {
        "dk82-2019/goal/99": "dk82-2019/goal/1",
        "dk82-2019/goal/98": "organisation/dk82-12",
        "body/dk82-99/task/1": "dk84-2024/goal/1",
        "correspondence/dk82-999": None,
        "dk82-2019/commitment/63": None,
    }.items():
        iri = URIRef(names.data(retired))
        said = {(OWL.deprecated, Literal(True))}
        if replacement:
            said.add((DCTERMS.isReplacedBy, URIRef(names.data(replacement))))
        assert set(graph.predicate_objects(iri)) == said
        assert re.fullmatch(rf".*{SHEET}\.yaml:\d+", origins[str(iri)])


CHANGE = """
correspondences:
  x-1:
    type: {type}
    from: [{earlier}]
    to: [dk84-2024/vision/2]
    {reason}
    quote:
      - {{in: hovedstaden-2019-2023, text: "{words}"}}
      - {{in: hovedstaden-2024-2027, text: "Vi vil nedbryde de barrierer, som begrænser"}}
"""


def change(
    kind: str,
    earlier: str = "dk84-2019/vision/2",
    reason: str = "reason: x",
    words: str = "Mere lighed i sundhed Der",
) -> str:
    return CHANGE.format(type=kind, earlier=earlier, reason=reason, words=words)


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Vi vil nedbryde de barrierer, som begrænser", True),
        ("Vi vil nedbryde de barrierer", False),
    ],
)
def test_whether_the_wording_is_the_same_is_computed(
    coding: Path, sources: Path, words: str, same: bool
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
