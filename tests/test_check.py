"""Reading RDF files, validating, and the report."""

from pathlib import Path

import pytest
from rdflib import RDF, Dataset, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from graph import check, names
from graph.check import Finding, Severity, findings, load, report
from graph.errors import RdfError

BASE = Path(__file__).parent / "cases" / "shapes" / "base.ttl"
TRIPLE = f'<{names.data("region/dk82")}> <{SKOS.prefLabel}> "Midtjylland"@da'
GOAL = URIRef(names.data("dk82-2019/goal/1"))
INITIATIVE = URIRef(names.data("dk82-2019/initiative/1"))


def finding(severity: Severity = Severity.VIOLATION, focus: str = str(GOAL)) -> Finding:
    return Finding(
        severity=severity,
        focus=focus,
        path=names.term("serves"),
        value="17.5",
        shape="Slug",
        message={"da": "Ret det.", "en": "Mend it."},
    )


@pytest.fixture
def world() -> Graph:
    return load([BASE])


def test_a_finding_names_focus_path_value_and_both_messages(world: Graph) -> None:
    world.remove((None, URIRef(names.term("assertedObject")), GOAL))
    world.add((INITIATIVE, URIRef(names.term("pursues")), GOAL))
    found = {found.shape: found for found in findings(world) if found.focus == str(INITIATIVE)}
    wrong = found["ValueOutsideRange"]
    assert wrong.severity is Severity.VIOLATION
    assert (wrong.path, wrong.value) == (names.term("pursues"), str(GOAL))
    assert wrong.message["da"].startswith("Egenskaben peger på")
    assert wrong.message["en"].startswith("The property points at")


def test_findings_come_worst_first_and_always_in_the_same_order(world: Graph) -> None:
    world.remove((None, URIRef(names.term("timeText")), None))
    world.remove((None, URIRef(names.term("isOverall")), None))
    world.remove((None, URIRef(names.term("slug")), None))
    once, again = findings(world), findings(world)
    assert once == again
    order = [list(Severity).index(found.severity) for found in once]
    assert order == sorted(order)
    assert set(order) == {0, 1, 2}


def test_a_missing_value_has_no_value_and_a_node_is_not_its_own_value(world: Graph) -> None:
    world.remove((GOAL, URIRef(names.term("ordinal")), None))
    world.add((INITIATIVE, RDF.type, SKOS.Concept))
    found = {found.shape: found for found in findings(world)}
    assert found["ElementOrdinal"].value is None
    assert found["InitiativeIsConcept"].value is None
    assert found["InitiativeIsConcept"].path is None


def test_an_empty_graph_has_nothing_wrong_beyond_the_vocabulary() -> None:
    assert findings(Graph()) == []


def test_validation_changes_nothing_in_the_data(world: Graph) -> None:
    before = set(world)
    findings(world)
    assert set(world) == before


def test_nothing_is_inferred_before_validation(world: Graph) -> None:
    """What `serves` something would be inferred to be an initiative."""
    world.remove((INITIATIVE, RDF.type, None))
    found = {found.shape for found in findings(world)}
    assert "DanglingReference" in found
    assert "InitiativeType" not in found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", f"{TRIPLE} ."),
        ("a.nt", f"{TRIPLE} ."),
        ("a.nq", f"{TRIPLE} <https://example.org/g> ."),
        ("a.trig", f"<https://example.org/g> {{ {TRIPLE} }}"),
        (
            "a.jsonld",
            f'{{"@id": "{names.data("region/dk82")}", '
            f'"{SKOS.prefLabel}": {{"@value": "Midtjylland", "@language": "da"}}}}',
        ),
        (
            "a.rdf",
            f'<rdf:RDF xmlns:rdf="{RDF}" xmlns:skos="{SKOS}">'
            f'<rdf:Description rdf:about="{names.data("region/dk82")}">'
            '<skos:prefLabel xml:lang="da">Midtjylland</skos:prefLabel>'
            "</rdf:Description></rdf:RDF>",
        ),
    ],
)
def test_every_syntax_gives_the_same_triple(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    region = URIRef(names.data("region/dk82"))
    expected = (region, SKOS.prefLabel, Literal("Midtjylland", lang="da"))
    assert list(load([tmp_path / name])) == [expected]


def test_several_files_become_one_graph_and_their_blank_nodes_stay_apart(tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text("_:x <https://example.org/p> 1 .", encoding="utf-8")
    merged = load([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    assert len(merged) == 2
    assert not isinstance(merged, Dataset)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.ttl", "<https://example.org/a> .", "a.ttl: Parser error at line 1"),
        ("a.csv", "a,b", "a.csv: unknown extension; use one of .ttl, .nt"),
        ("a.rdf", "<rdf:RDF", "a.rdf: "),
        ("a.jsonld", '{"@context": "https://example.org/c", "p": 1}', "remote contexts"),
        ("a.nt", None, "a.nt: No such file"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    tmp_path: Path, name: str, text: str | None, says: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(RdfError) as caught:
        load([tmp_path / name])
    assert says in str(caught.value)


def test_the_report_is_readable_and_names_the_line_of_the_sheet() -> None:
    text = report([finding()], {str(GOAL): "data/coding/x.yaml:12"})
    assert text.splitlines() == [
        "violation Slug: dk82-2019.goal.1",
        "  aftale:serves 17.5",
        "  Mend it.",
        "  data/coding/x.yaml:12",
        "",
        "violation: 1, warning: 0, info: 0",
    ]


def test_the_report_speaks_danish_and_leaves_out_what_is_not_known() -> None:
    text = report([finding(Severity.WARNING, "https://example.org/a")], {}, "da")
    assert text.splitlines() == [
        "warning Slug: https://example.org/a",
        "  aftale:serves 17.5",
        "  Ret det.",
        "",
        "violation: 0, warning: 1, info: 0",
    ]


def test_the_report_of_nothing_counts_nothing() -> None:
    assert report([], {}) == "violation: 0, warning: 0, info: 0"


def test_only_a_severity_of_shacl_is_known() -> None:
    with pytest.raises(ValueError, match="'fatal' is not a valid Severity"):
        check.Severity("fatal")
