"""Agreements beside each other: every cell against SPARQL, silence, proposals, the command."""

import csv
import io
import re
from collections.abc import Mapping
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from api.cli import app
from graph import names
from graph.comparison import Matrix, compare, read_comparison
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.release import Release
from graph.resources import Resources

PREFIX = (
    "PREFIX a: <https://w3id.org/sundhedsaftaler/ont#> "
    "PREFIX s: <http://www.w3.org/2004/02/skos/core#> "
)
PATHS = {
    "theme": "a:theme/s:broader*",
    "target_group": "a:targetGroup/s:broader*",
    "type": "a",
    "programme": "a:ofProgramme",
}
HOME = (
    "{ ?e a:ofAgreement ?g } UNION "
    "{ ?e a:ofProgramme ?p ; a:evidence/a:inDocument/a:aboutAgreement ?g }"
)
"""The paths from an element to a topic, and to its agreement, written once more for SPARQL."""


def asked(resources: Resources, **given: str) -> Matrix:
    return compare(read_comparison({n: [text] for n, text in given.items()}, resources), resources)


def cells(matrix: Matrix) -> dict[tuple[str, str], Any]:
    return {
        (row.topic.iri, column.agreement.iri): cell
        for row in matrix.rows
        for column, cell in zip(matrix.columns, row.cells, strict=True)
    }


@pytest.mark.parametrize("by", PATHS)
def test_every_cell_counts_what_sparql_counts(
    resources: Resources, engine: EmbeddedEngine, by: str
) -> None:
    query = (
        f"{PREFIX} SELECT ?t ?g (COUNT(DISTINCT ?e) AS ?n) {{ {HOME} ?e {PATHS[by]} ?t }} "
        "GROUP BY ?t ?g"
    )
    counted = {
        (value(row["t"]), value(row["g"])): int(value(row["n"]))
        for row in engine.select(query).rows
    }
    found = cells(asked(resources, by=by, elements="0"))
    assert found
    assert {key: cell.count for key, cell in found.items()} == {
        key: counted.get(key, 0) for key in found
    }


def test_a_cell_is_the_list_with_the_same_filters(resources: Resources, client: TestClient) -> None:
    matrix = asked(resources, agreement="dk84-2019,dk82-2019", type="Goal")
    for (topic, agreement), cell in cells(matrix).items():
        theme = topic.removeprefix(f"{names.CONCEPT}theme-")
        given = {"theme": theme, "agreement": names.short_id(agreement) or "", "limit": "0"}
        listed = client.get("/api/v1/goals", params=given).json()
        assert listed["total"] == cell.count
        assert {entry["finding"] for entry in listed["scope"]} == {cell.finding}


def test_what_is_only_proposed_is_marked(resources: Resources, engine: EmbeddedEngine) -> None:
    matrix = asked(resources, agreement="dk82-2019,dk82-2024")
    assert [c.standing.label.en for c in matrix.columns if c.standing] == ["adopted", "proposed"]
    standing = names.concept("normative", "proposed")
    query = f"{PREFIX} SELECT ?e {{ ?e a:normativeStatus <{standing}> }}"
    proposed = {value(row["e"]) for row in engine.select(query).rows}
    elements = [shown for cell in cells(matrix).values() for shown in cell.elements]
    assert {True, False} == {shown.proposed for shown in elements}
    assert all(shown.proposed == (shown.element.iri in proposed) for shown in elements)


def test_an_element_of_a_cell_shows_ground_and_quotes_of_that_theme(
    resources: Resources, engine: EmbeddedEngine
) -> None:
    matrix = asked(resources, agreement="dk82-2019", theme="tobacco", elements="20")
    (row,) = [row for row in matrix.rows if row.topic.iri.endswith("theme-tobacco")]
    assert row.cells[0].count == 25
    for shown in row.cells[0].elements:
        query = (
            f"{PREFIX} SELECT ?ground ?p {{ ?x a:assertedSubject <{shown.element.iri}> ; "
            f"a:assertedPredicate a:theme ; a:assertedObject <{row.topic.iri}> ; "
            "a:ground ?ground ; a:evidence ?p }"
        )
        rows = engine.select(query).rows
        assert {ground.iri for ground in shown.grounds} == {value(r["ground"]) for r in rows}
        assert {quote.passage for quote in shown.quotes} == {value(r["p"]) for r in rows}


def test_differences_are_the_rows_whose_findings_differ(resources: Resources) -> None:
    whole = asked(resources, agreement="dk84-2019,dk84-2024")
    only = asked(resources, agreement="dk84-2019,dk84-2024", differences="1")
    assert only.rows == [row for row in whole.rows if row.differs]
    assert 0 < only.total < whole.total


TINY = """
@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix c: <https://w3id.org/sundhedsaftaler/concept/> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
a:Goal r:subClassOf a:PlanElement .
c:theme-tobacco s:inScheme c:theme ; s:prefLabel "tobak"@da .
<p> a a:HealthAgreement . <q> a a:HealthAgreement .
<r> a a:HealthAgreement . <t> a a:HealthAgreement .
<document/p> a a:SourceDocument ; a:aboutAgreement <p> .
<document/q> a a:SourceDocument ; a:aboutAgreement <q> .
<document/r> a a:SourceDocument ; a:aboutAgreement <r> .
<p/goal/1> a a:Goal ; a:ofAgreement <p> ; a:theme c:theme-tobacco ;
    a:normativeStatus c:normative-adopted .
<q/goal/1> a a:Goal ; a:ofAgreement <q> ; a:theme c:theme-tobacco ;
    a:normativeStatus c:normative-declined .
<scope/1> a:scopeDocument <document/r> ; a:scopeTerm a:Goal .
<scope/2> a:scopeDocument <document/r> ; a:scopeTerm c:theme-tobacco .
"""


def test_what_no_document_is_read_for_is_never_silent(resources: Resources) -> None:
    matrix = asked(resources, type="theme")
    assert {cell.finding for row in matrix.rows for cell in row.cells} == {"not-coded"}


def test_the_four_findings_are_told_apart() -> None:
    resources = Resources(EmbeddedEngine(Release("tiny", {"t": TINY.encode()})))
    row = asked(resources, type="Goal").rows[0]
    assert [cell.finding for cell in row.cells] == ["stated", "declined", "silent", "not-coded"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"agreement": "dk84-2018"}, "did you mean"),
        ({"by": "themes"}, "did you mean 'theme'"),
        ({"agreements": "dk84-2019"}, "did you mean 'agreement'"),
        ({"elements": "21"}, "no number from 0 to 20"),
        ({"differences": "yes"}, "known are 0, 1"),
        ({"theme": "tobaco"}, "did you mean 'tobacco'"),
    ],
)
def test_a_wrong_comparison_is_told(
    resources: Resources, given: Mapping[str, str], told: str
) -> None:
    with pytest.raises(ParameterError, match=re.escape(told)):
        asked(resources, **given)


def test_the_table_has_a_line_for_each_cell(client: TestClient) -> None:
    address = "/api/v1/compare{}?agreement=dk84-2019,dk84-2024&differences=1&lang=en"
    matrix = client.get(address.format("")).json()
    answer = client.get(address.format(".csv"))
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == matrix["total"] * 2
    assert rows[0]["finding"] == matrix["rows"][0]["cells"][0]["finding"]
    assert rows[0]["topic"] == matrix["rows"][0]["topic"]["label"]["en"]
    assert matrix["release"] in answer.headers["content-disposition"]
    columns = client.get(address.format(".csv-metadata.json")).json()["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows[0])
    assert client.get(address.format(".ttl")).status_code == 406


def test_the_command_prints_a_table_or_csv() -> None:
    run = CliRunner().invoke
    shown = run(app, ["compare", "dk84-2019", "dk84-2024", "--differences"])
    assert "palliation" in shown.output
    assert "silent" in shown.output
    table = run(app, ["compare", "dk84-2019", "dk84-2024", "--csv"]).output
    assert table.startswith("topic,topic_id,agreement")
    wrong = run(app, ["compare", "dk84-2019", "dk84-202"])
    assert wrong.exit_code == 1


@pytest.mark.parametrize("by", PATHS)
@pytest.mark.parametrize("standing", ["adopted", "proposed"])
def test_filtered_cells_count_what_sparql_counts(
    resources: Resources, engine: EmbeddedEngine, by: str, standing: str
) -> None:
    query = (
        f"{PREFIX} SELECT ?t ?g (COUNT(DISTINCT ?e) AS ?n) {{ {HOME} ?e {PATHS[by]} ?t ; "
        f"a:normativeStatus <{names.concept('normative', standing)}> }} GROUP BY ?t ?g"
    )
    rows = engine.select(query).rows
    counted = {(value(row["t"]), value(row["g"])): int(value(row["n"])) for row in rows}
    found = cells(asked(resources, by=by, normative=standing, elements="0"))
    assert {key: cell.count for key, cell in found.items()} == {
        key: counted.get(key, 0) for key in found
    }


def test_rows_that_nobody_says_anything_of_may_be_left_out(resources: Resources) -> None:
    whole, said = asked(resources, by="programme"), asked(resources, by="programme", empty="0")
    kept = [r for r in whole.rows if any(c.finding in ("stated", "declined") for c in r.cells)]
    assert said.rows == kept


@pytest.mark.parametrize("by", PATHS)
def test_a_cell_links_to_the_list_of_its_elements(
    resources: Resources, client: TestClient, by: str
) -> None:
    found = cells(asked(resources, agreement="dk83-2024", by=by, normative="adopted"))
    for cell in list(found.values())[:12]:
        assert client.get(f"{cell.url}&limit=0").json()["total"] == cell.count


def test_a_cell_has_no_list_where_none_can_be_asked_for(resources: Resources) -> None:
    found = cells(asked(resources, agreement="dk83-2024", theme="tobacco"))
    assert {cell.url for cell in found.values()} == {None}
