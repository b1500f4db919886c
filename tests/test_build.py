"""A build: the same bytes twice, nothing touched when anything is wrong, warnings seen."""

import shutil
from pathlib import Path

import pytest
import yaml
from pyoxigraph import RdfFormat, parse
from rdflib import DCTERMS, Graph, Literal, URIRef

from graph import names
from graph.build import STEPS, build, origins
from graph.errors import ConformanceError, ReleaseError, SheetError
from graph.issued import read_issued
from graph.readings import FIGURES
from graph.release import read_ontology, read_release, release_id
from graph.turtle import turtle

ROOT = Path(__file__).parent.parent
SHEET = "midtjylland-2019-2023"
ELSEWHERE = "  programme/dk-01:\n"
"""What the sheet mentions that another sheet declares."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the data that may be spoilt."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def one(data: Path) -> Path:
    """The same with the sheet of one document, and what it shares: a build takes seconds."""
    for path in (data / "coding").iterdir():
        if path.name.split(".")[0] not in (SHEET, "entities", "sheet"):
            path.unlink()
    sheet = data / "coding" / f"{SHEET}.yaml"
    before, _, after = sheet.read_text(encoding="utf-8").partition(ELSEWHERE)
    sheet.write_text(before + after[after.index("\n\n") :], encoding="utf-8")
    shutil.rmtree(data / "readings")
    (data / "readings" / "first").mkdir(parents=True)
    (data / "readings" / "second").mkdir()
    shutil.copy(ROOT / "data" / "readings" / FIGURES, data / "readings")
    return data


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_second_build_changes_no_byte(data: Path, sources: Path) -> None:
    """Without the texts the locks must do: a test of the command line shows it."""
    committed = files(data)
    report = build(data, sources, lambda *_: None)
    assert report.written == []
    assert files(data) == committed
    assert report.release == read_release(data).id


def test_a_build_tells_its_steps_and_removes_the_graph_of_a_sheet_that_is_gone(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reference engine, slow and tried elsewhere, is asked here whether it is asked."""
    told: list[tuple[str, int, int]] = []
    confirmed: list[bool] = []
    monkeypatch.setattr("graph.build.confirm", lambda *_: confirmed.append(True))
    build(one, None, lambda *step: told.append(step))
    assert confirmed == [True]
    assert [step for step, _, _ in told] == [*STEPS, "done"]
    assert [done for _, done, _ in told] == list(range(len(STEPS) + 1))
    assert not (one / "graphs" / "syddanmark-2024-2027.ttl").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, r"release\.yaml:1: there is no such file; write `issued: 2026-11-26`"),
        ("", r"release\.yaml:1: 'issued' is missing; add `issued:` here"),
        ("isued: 2026-11-26", r"release\.yaml:1: unknown key 'isued'; did you mean 'issued'"),
        ("\nissued: 26. november", r"release\.yaml:2: 'issued' is no date: '26\. november'"),
        ("issued: 2026-02-30", "'issued' is no date: '2026-02-30'; write a day as 2026-11-26"),
        ("issued: 20261126", "'issued' is no date: '20261126'"),
        ("issued:", "'issued' is no date: ''"),
        ("issued: [2026-11-26]", "'issued' is no date"),
        ("- 2026-11-26", "'the sheet' is wrong"),
        ("issued: [", "this is not YAML"),
    ],
)
def test_a_release_without_a_date_is_not_built(one: Path, text: str | None, says: str) -> None:
    release = one / "release.yaml"
    release.unlink()
    if text is not None:
        release.write_text(text, encoding="utf-8")
    before = files(one)
    with pytest.raises(SheetError, match=says):
        build(one, None, lambda *_: None)
    assert files(one) == before


def test_the_release_says_when_it_was_issued_and_its_citation_the_same() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["date-released"]
    meta = Graph().parse(ROOT / "data" / "graphs" / "meta.ttl")
    issued = list(meta.objects(URIRef(names.graph("meta")), DCTERMS.issued))
    assert issued == [Literal(read_issued(ROOT / "data"))] == [Literal(cited)]


def test_a_violation_stops_the_build_with_the_line_and_touches_nothing(one: Path) -> None:
    replace(one / "coding" / f"{SHEET}.yaml", "        value: 16.9\n", "        value: 169\n")
    before = files(one)
    with pytest.raises(ConformanceError) as caught:
        build(one, None, lambda *_: None)
    assert "violation Percentage: dk82-2019.indicator.4.value.1" in str(caught.value)
    assert f"{SHEET}.yaml:" in str(caught.value)
    assert files(one) == before


def test_a_warning_waits_for_a_human(one: Path) -> None:
    sheet = one / "coding" / f"{SHEET}.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.partition("\naccepted:")[0] + "\n", encoding="utf-8")
    with pytest.raises(
        ConformanceError, match=r"warning ValueTime: dk82-2019\.indicator.11.value.1"
    ):
        build(one, None, lambda *_: None)


def test_an_acceptance_of_nothing_is_told_with_its_line(one: Path) -> None:
    old = "    focus: dk82-2019.indicator.11.value.1"
    replace(one / "coding" / f"{SHEET}.yaml", old, "    focus: dk82-2019.indicator.1.value.1")
    with pytest.raises(SheetError, match=r"yaml:\d+: no warning ValueTime .*; remove this entry"):
        build(one, None, lambda *_: None)


def test_every_node_of_the_data_has_a_line(data: Path) -> None:
    places = origins(data)
    goal = places[names.data("dk82-2019/goal/1")]
    file, line = goal.rsplit(":", 1)
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    assert lines[int(line) - 1].strip() == "1:"
    assert "dagligrygere" in lines[int(line)]


def test_a_broken_sheet_has_no_lines(data: Path) -> None:
    (data / "coding" / f"{SHEET}.yaml").write_text("nonsense: [", encoding="utf-8")
    assert origins(data) == {}


@pytest.mark.parametrize(
    "path", sorted((ROOT / "data/graphs").glob("*.ttl")), ids=lambda path: path.stem
)
def test_a_graph_is_sorted_readable_turtle_without_blank_nodes(path: Path) -> None:
    text = path.read_bytes()
    assert turtle(Graph().parse(data=text, format="turtle")) == text
    assert b"_:" not in b" ".join(line for line in text.splitlines() if b'"' not in line)
    assert list(parse(text, format=RdfFormat.TURTLE))


def test_the_release_is_named_by_its_bytes(data: Path) -> None:
    graph = data / "graphs" / f"{SHEET}.ttl"
    before = read_release(data).id
    graph.write_bytes(graph.read_bytes() + b"\n# a remark\n")
    with pytest.raises(ReleaseError, match=rf"meta\.ttl names release {before}, but"):
        read_release(data)


def test_a_release_without_meta_or_with_a_broken_one_is_told(data: Path) -> None:
    meta = data / "graphs" / "meta.ttl"
    meta.write_text("<broken", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"meta\.ttl cannot be read"):
        read_release(data)
    meta.unlink()
    with pytest.raises(ReleaseError, match=r"run `aftalegraf build`"):
        read_release(data)


def test_what_the_release_says_of_itself_is_part_of_its_name(data: Path) -> None:
    meta = data / "graphs" / "meta.ttl"
    replace(meta, "en vidensgraf over", "en anden graf over")
    with pytest.raises(ReleaseError, match=r"one was changed"):
        read_release(data)


def test_the_name_does_not_depend_on_the_order_of_the_graphs() -> None:
    one = release_id({"a": b"1", "b": b"2"})
    assert one == release_id({"b": b"2", "a": b"1"})
    assert one != release_id({"a": b"2", "b": b"1"})
    assert set(read_ontology()) == {"ontology", "concepts", "alignments"}
