"""What agreements share: a made-up graph by hand, every counterpart of the release by SPARQL."""

import csv
import io
from collections import Counter

import pytest
from fastapi.testclient import TestClient

from graph import names
from graph.comparison.shared import (
    SHARINGS,
    Shared,
    SharedRow,
    State,
    compare_shared,
    read_shared,
    sharing_of,
)
from graph.engine import EmbeddedEngine, value
from graph.errors import ParameterError
from graph.release import Release
from graph.resources import Resources

HEAD = """
@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix c: <https://w3id.org/sundhedsaftaler/concept/> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
@prefix r: <http://www.w3.org/2000/01/rdf-schema#> .
a:Vision r:subClassOf a:PlanElement . a:Goal r:subClassOf a:PlanElement .
"""
AGREEMENTS = ("p", "q", "r", "t")
ELEMENTS = ("p/vision/1", "p/vision/2", "p/goal/1", "q/vision/1", "r/vision/1", "t/vision/1")
TINY = (
    HEAD
    + "".join(
        f"<{name}> a a:HealthAgreement . "
        f"<document/{name}> a a:SourceDocument ; a:aboutAgreement <{name}> . "
        f"<passage/{name}> a a:Passage ; a:inDocument <document/{name}> ; a:exact 'i {name}'@da ; "
        "a:headingPath '' ; a:prefix '' ; a:suffix '' ; a:start 0 ; a:end 3 . "
        for name in AGREEMENTS
    )
    + "".join(
        f"<{path}> a a:{path.split('/')[1].capitalize()} ; a:ofAgreement <{path[0]}> ; "
        f"a:evidence <passage/{path[0]}> ; s:prefLabel '{path}'@en . "
        for path in ELEMENTS
    )
    + """
<q/vision/1> a:normativeStatus c:normative-proposed .
<scope/r> a:scopeDocument <document/r> ; a:scopeTerm a:Goal .
<scope/r2> a:scopeDocument <document/r> ; a:scopeTerm a:DataSource .
<programme/n> a a:NationalProgramme ; a:evidence <passage/q> .
<programme/n/vision/1> a a:Vision ; a:ofProgramme <programme/n> ; a:evidence <passage/q> ;
    s:prefLabel "national"@en .
<data-source/x> a a:DataSource ; a:evidence <passage/p> , <passage/q> ; s:prefLabel "x"@en .
<correspondence/close-1> a a:Correspondence ; a:correspondenceType c:correspondence-close ;
    a:fromElement <p/vision/1> ; a:toElement <q/vision/1> ; a:justification "alike" ;
    a:ground c:ground-analyst ; a:sameWording false ; a:evidence <passage/p> , <passage/q> .
<correspondence/close-2> a a:Correspondence ; a:correspondenceType c:correspondence-close ;
    a:fromElement <r/vision/1> ; a:toElement <p/vision/1> ; a:justification "alike too" ;
    a:ground c:ground-analyst ; a:sameWording true ; a:evidence <passage/p> , <passage/r> .
<correspondence/gone> a a:Correspondence ; a:correspondenceType c:correspondence-dropped ;
    a:fromElement <p/vision/2> ; a:fromAgreement <p> ; a:toAgreement <t> ;
    a:justification "not there" ; a:ground c:ground-analyst ; a:evidence <passage/p> .
<correspondence/new> a a:Correspondence ; a:correspondenceType c:correspondence-new ;
    a:toElement <t/vision/1> ; a:fromAgreement <p> ; a:toAgreement <t> ;
    a:justification "was not there" ; a:ground c:ground-analyst ; a:evidence <passage/t> .
<correspondence/source> a a:Correspondence ; a:correspondenceType c:correspondence-dropped ;
    a:fromElement <data-source/x> ; a:fromAgreement <p> ; a:toAgreement <t> ;
    a:justification "no source" ; a:ground c:ground-analyst ; a:evidence <passage/p> .
"""
)

PREFIX = (
    "PREFIX a: <https://w3id.org/sundhedsaftaler/ont#> "
    "PREFIX c: <https://w3id.org/sundhedsaftaler/concept/> "
)
COUNTERPARTS = f"""{PREFIX}
SELECT DISTINCT ?element ?agreement ?other ?change {{
    {{
        ?change a:correspondenceType c:correspondence-close ;
            a:fromElement|a:toElement ?element , ?other .
        FILTER(?element != ?other)
        ?other a:evidence/a:inDocument/a:aboutAgreement ?agreement .
    }} UNION {{
        ?change a:toAgreement ?agreement ; a:fromElement ?element ; a:toElement ?other .
    }} UNION {{
        ?change a:fromAgreement ?agreement ; a:toElement ?element ; a:fromElement ?other .
    }}
    FILTER NOT EXISTS {{ ?element a:ofProgramme ?programme }}
}}"""


def asked(resources: Resources, **given: str) -> Shared:
    return compare_shared(
        read_shared({n: [text] for n, text in given.items()}, resources), resources
    )


@pytest.fixture(scope="module")
def tiny() -> Resources:
    return Resources(EmbeddedEngine(Release("tiny", {"t": TINY.encode()})))


def states(found: Shared) -> dict[str, tuple[str, list[State]]]:
    return {
        row.element.id or "": (row.sharing, [place.state for place in row.places])
        for row in found.rows
    }


def row_of(found: Shared, short: str) -> SharedRow:
    return next(row for row in found.rows if row.element.id == short)


def test_each_state_of_the_made_up_graph_is_the_one_by_hand(tiny: Resources) -> None:
    assert states(asked(tiny)) == {
        "data-source.x": ("some", ["itself", "itself", "silent", "judged-absent"]),
        "p.vision.1": ("some", ["itself", "counterpart", "counterpart", "none-recorded"]),
        "p.vision.2": ("alone", ["itself", "none-recorded", "none-recorded", "judged-absent"]),
        "q.vision.1": ("some", ["counterpart", "itself", "not-compared", "not-compared"]),
        "r.vision.1": ("some", ["counterpart", "not-compared", "itself", "not-compared"]),
        "t.vision.1": ("unknown", ["judged-absent", "not-compared", "not-compared", "itself"]),
    }


def test_likeness_makes_no_chain(tiny: Resources) -> None:
    """Both q and r resemble p; of q and r nobody has said anything."""
    assert row_of(asked(tiny), "q.vision.1").places[2].counterparts == []


def test_all_share_what_has_a_counterpart_in_each_other(tiny: Resources) -> None:
    found = asked(tiny, agreement="p,q,r", sharing="all")
    assert states(found) == {"p.vision.1": ("all", ["itself", "counterpart", "counterpart"])}


def test_a_counterpart_has_reason_standing_and_the_words_of_both_sides(tiny: Resources) -> None:
    (told,) = row_of(asked(tiny), "p.vision.1").places[1].counterparts
    assert (told.element and told.element.id, told.justification) == ("q.vision.1", "alike")
    assert (told.kind.id, told.ground.id) == (
        "concept.correspondence-close",
        "concept.ground-analyst",
    )
    assert told.standing
    assert told.standing.id == "concept.normative-proposed"
    assert [quote.plain for quote in told.own_quotes] == ["i p"]
    assert [quote.plain for quote in told.quotes] == ["i q"]


def test_what_is_judged_absent_has_its_reason_and_no_element(tiny: Resources) -> None:
    (told,) = row_of(asked(tiny), "p.vision.2").places[3].counterparts
    assert (told.element, told.justification) == (None, "not there")


def test_a_class_that_nobody_compared_is_told_and_is_no_row(tiny: Resources) -> None:
    found = asked(tiny)
    assert [thing.iri for thing in found.not_compared] == [names.term("Goal")]
    assert "p.goal.1" not in states(found)


@pytest.mark.parametrize(
    ("known", "sharing"),
    [
        (["itself", "counterpart"], "all"),
        (["itself", "counterpart", "not-compared"], "some"),
        (["itself", "judged-absent", "none-recorded", "silent"], "alone"),
        (["itself", "none-recorded", "not-compared"], "unknown"),
    ],
)
def test_how_far_an_element_is_shared(known: list[State], sharing: str) -> None:
    assert sharing_of(known) == sharing


def test_every_counterpart_of_the_release_is_told_and_no_other(
    resources: Resources, engine: EmbeddedEngine
) -> None:
    recorded = {
        tuple(value(row[name]) for name in ("element", "agreement", "other", "change"))
        for row in engine.select(COUNTERPARTS).rows
    }
    found = asked(resources)
    told = {
        (row.element.iri, column.agreement.iri, each.element.iri, each.correspondence.iri)
        for row in found.rows
        for column, place in zip(found.columns, row.places, strict=True)
        for each in place.counterparts
        if each.element
    }
    assert len(recorded) > 200
    assert told <= recorded
    # A task that a commitment became is told beside that alone.
    untold = {resources.index.types[element] for element, *_ in recorded - told}
    assert untold == {names.term("Task")}
    assert untold <= {thing.iri for thing in found.not_compared}
    beside = {(other, element) for element, _, other, _ in told}
    assert {(element, other) for element, _, other, _ in recorded - told} <= beside


def test_every_counterpart_of_the_release_quotes_both_sides(resources: Resources) -> None:
    found = asked(resources)
    for row in found.rows:
        for place in row.places:
            for each in place.counterparts:
                assert each.justification
                assert each.own_quotes or place.state == "itself" or not each.element
                # What has no counterpart may quote what the other text says instead.
                assert each.quotes or each.element is None


def test_sums_are_of_all_rows(resources: Resources) -> None:
    found = asked(resources)
    rows = Counter((row.type.iri, row.sharing) for row in found.rows)
    sums = {(s.type.iri, name): getattr(s, name) for s in found.sums for name in SHARINGS}
    assert {key: count for key, count in sums.items() if count} == rows
    assert asked(resources, sharing="all").sums == found.sums


def test_one_agreement_alone_shares_nothing(resources: Resources) -> None:
    with pytest.raises(ParameterError, match="two or more"):
        asked(resources, agreement="dk84-2019")
    with pytest.raises(ParameterError, match="known are all, alone, some, unknown"):
        asked(resources, sharing="most")


def test_the_table_has_a_line_for_each_counterpart(client: TestClient) -> None:
    address = "/api/v1/compare/shared{}?agreement=dk84-2019,dk83-2024&type=Goal&lang=en"
    found = client.get(address.format("")).json()
    answer = client.get(address.format(".csv"))
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    places = [place for row in found["rows"] for place in row["places"]]
    assert len(rows) == sum(max(1, len(place["counterparts"])) for place in places)
    assert [row["state"] for row in rows if row["state"] == "itself"] == ["itself"] * found["total"]
    assert all(row["justification"] for row in rows if row["state"] == "counterpart")
    assert all(row["own_quote"] for row in rows if row["state"] in ("itself", "counterpart"))
    assert found["release"] in answer.headers["content-disposition"]
    columns = client.get(address.format(".csv-metadata.json")).json()["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == list(rows[0])
    assert client.get(address.format(".ttl")).status_code == 406
