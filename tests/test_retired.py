"""What is retired: its number stays its own, and what took its place is known."""

import re
from pathlib import Path

import pytest
from rdflib import DCTERMS, OWL, Literal, URIRef
from sheets import SHEET, read, slip

from graph import names
from graph.coding import compile_sheet, parse_sheets, read_sheets
from graph.errors import SheetError
from graph.provers import Provers


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
