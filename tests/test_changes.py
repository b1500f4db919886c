"""What changed between two agreements of the shipped release: judgements, sides, tables, HTTP."""

import csv
import io
from collections import Counter, defaultdict
from typing import Any

import pytest
from changes_asked import PAIRS, PREFIX, asked, every_change, ids
from fastapi.testclient import TestClient
from test_worddiff import restored

from graph import names
from graph.comparison.judgements import Judgement, every_judgement, judgements_of
from graph.engine import EmbeddedEngine, value
from graph.resources import Resources

# The shipped release.


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_every_judgement_is_told_as_it_is_recorded(
    resources: Resources, engine: EmbeddedEngine, earlier: str, later: str
) -> None:
    found = asked(resources, from_=earlier, to=later)
    query = (
        f"{PREFIX} SELECT ?c ?k ?j ?g ?f ?t WHERE {{ ?c a:fromAgreement <{names.data(earlier)}> ; "
        f"a:toAgreement <{names.data(later)}> ; a:correspondenceType ?k ; a:justification ?j ; "
        "a:ground ?g OPTIONAL { ?c a:fromElement ?f } OPTIONAL { ?c a:toElement ?t } }"
    )
    recorded: dict[str, set[str]] = {}
    for row in engine.select(query).rows:
        recorded.setdefault(value(row["c"]), set()).update(map(value, row.values()))
    told = {
        c.correspondence.iri: {c.correspondence.iri, c.kind.iri, c.justification, c.ground.iri}
        | {e.element.iri for e in (*c.earlier, *c.later)}
        for c in every_change(found)
    }
    assert told == recorded
    assert found.total == found.pair.changes == len(recorded)


def test_the_judgements_of_an_element_are_all_that_name_it(engine: EmbeddedEngine) -> None:
    of_element: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in every_judgement(engine):
        for element in judgement.elements:
            of_element[element].append(judgement)
    assert len(of_element) > 500
    assert {element: judgements_of(engine, element) for element in of_element} == of_element
    assert judgements_of(engine, names.data("dk82-2019")) == []


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_every_quote_is_on_one_side_and_its_words_are_restored(
    resources: Resources, engine: EmbeddedEngine, sources: Any, earlier: str, later: str
) -> None:
    query = f"{PREFIX} SELECT ?c ?p WHERE {{ ?c a a:Correspondence ; a:evidence ?p }}"
    evidence: dict[str, set[str]] = {}
    for row in engine.select(query).rows:
        evidence.setdefault(value(row["c"]), set()).add(value(row["p"]))
    for change in every_change(asked(resources, from_=earlier, to=later)):
        quotes = {q.passage for q in (*change.earlier_quotes, *change.later_quotes)}
        assert quotes == evidence[change.correspondence.iri]
        both = bool(change.earlier and change.later)
        assert bool(change.words) == (both and bool(change.earlier_quotes and change.later_quotes))
        if not change.words:
            continue
        parts = list(change.words.parts)
        assert restored(parts, "earlier", len(change.words.earlier)) == change.words.earlier
        assert restored(parts, "later", len(change.words.later)) == change.words.later
        for texts, own in (
            (change.words.earlier, change.earlier_quotes),
            (change.words.later, change.later_quotes),
        ):
            (document,) = {str(quote.document.id).rpartition(".")[2] for quote in own}
            raw = (sources / f"{document}.txt").read_text("utf-8")
            assert all(text in raw for text in texts)
            assert all(any(quote.text in text for text in texts) for quote in own)


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_every_element_of_a_covered_class_is_on_its_side(
    resources: Resources, engine: EmbeddedEngine, earlier: str, later: str
) -> None:
    found = asked(resources, from_=earlier, to=later)
    covered = [entry.type.iri for entry in found.coverage if entry.covered]
    for agreement, fates in ((earlier, found.earlier), (later, found.later)):
        kinds = " ".join(f"<{kind}>" for kind in covered)
        query = (
            f"{PREFIX} SELECT DISTINCT ?e WHERE {{ VALUES ?k {{ {kinds} }} "
            f"?e a ?k ; a:evidence/a:inDocument/a:aboutAgreement <{names.data(agreement)}> }}"
        )
        own = [fate for fate in fates if fate.type.iri in covered]
        assert {fate.element.iri for fate in own} == {
            value(row["e"]) for row in engine.select(query).rows
        }
        for fate in fates:
            assert bool(fate.changes) != fate.programme


def test_from_hovedstaden_2019_to_2024(resources: Resources) -> None:
    """Counted by hand in data/graphs/correspondence-hovedstaden.ttl."""
    found = asked(resources, from_="dk84-2019", to="dk84-2024")
    counts = {group.kind.label.en: group.count for group in found.groups}
    assert counts == {
        "new": 48,
        "dropped": 44,
        "extended": 34,
        "kept": 30,
        "reworded": 29,
        "narrowed": 16,
        "split": 7,
        "merged": 7,
        "renamed": 4,
    }
    (group,) = [group for group in found.groups if group.kind.label.en == "kept"]
    kept = {s.type.label.en: (s.earlier, s.later) for s in group.classes}
    assert kept == {
        "goal": (5, 5),
        "vision": (0, 1),
        "follow-up": (1, 3),
        "data source": (3, 3),
        "initiative": (2, 2),
        "challenge": (2, 2),
        "commitment": (17, 13),
    }
    twice = {fate.element.id: fate for fate in found.earlier if len(fate.changes) == 2}
    assert set(twice) == {
        f"dk84-2019.{name}"
        for name in ("follow-up.1", "principle.7", "principle.8", "commitment.41")
    }
    judged = ids(twice["dk84-2019.follow-up.1"].changes)
    assert judged == ["correspondence.dk84-28", "correspondence.dk84-31"]
    (goal,) = [c for c in every_change(found) if c.correspondence.id == "correspondence.dk84-13"]
    assert goal.words
    assert [part.plain.strip() for part in goal.words.parts] == [
        "Alle borgere med psykisk sygdom",
        "skal opleve",
        "oplever sammenhæng i behandlingsforløb og",
        "et koordineret udskrivningsforløb.",
    ]


def test_what_is_not_covered_is_told(resources: Resources) -> None:
    found = {
        e.type.label.en: e for e in asked(resources, from_="dk82-2019", to="dk82-2024").coverage
    }
    covered = {name for name, entry in found.items() if entry.covered}
    assert covered == {
        *("body", "data source", "focus area", "follow-up", "goal", "principle", "vision"),
        *("initiative", "indicator", "challenge"),
    }
    assert (found["goal"].later.count, found["goal"].later.programme) == (17, 17)
    assert found["goal"].later.compared == 0
    assert found["follow-up"].later.finding == "silent"
    assert (found["initiative"].earlier.count, found["initiative"].earlier.compared) == (38, 38)
    commitment = found["commitment"]
    assert (commitment.earlier.count, commitment.earlier.compared) == (67, 0)


def test_what_an_element_became_does_not_cover_the_class_that_it_went_to(
    resources: Resources,
) -> None:
    """Of tasks none is judged; four of 2024 hold what were commitments in 2019."""
    found = asked(resources, from_="dk84-2019", to="dk84-2024")
    extents = {e.type.label.en: e for e in found.coverage}
    for name, earlier, later in (
        *(("initiative", 12, 8), ("indicator", 7, 7), ("challenge", 29, 23)),
        ("commitment", 91, 80),
    ):
        told = extents[name]
        assert told.covered
        assert (told.earlier.count, told.later.count) == (earlier, later)
        assert (told.earlier.compared, told.later.compared) == (earlier, later)
    tasks = extents["task"]
    assert not tasks.covered
    assert (tasks.earlier.compared, tasks.later.compared) == (0, 4)
    became = {fate.element.id for fate in found.later if fate.type.label.en == "task"}
    assert became == {
        *(f"body.dk84-53.task.{n}" for n in (3, 4)),
        *(f"collective.dk84-51.task.{n}" for n in (6, 8)),
    }


def test_what_the_next_agreement_takes_up_of_the_initiatives(resources: Resources) -> None:
    """By hand: the dialogue, the plan for the steering group and the model for bids are gone."""
    found = asked(resources, from_="dk84-2019", to="dk84-2024").initiatives
    assert (found.covered, found.finished) == (True, 0)
    taken = {entry.initiative.id: entry for entry in found.unfinished}
    dropped = {short for short, entry in taken.items() if entry.taken_up == "dropped"}
    assert dropped == {f"dk84-2019.initiative.{n}" for n in (7, 9, 10)}
    assert {entry.taken_up for entry in found.unfinished} == {"dropped", "taken-up"}
    assert ids(taken["dk84-2019.initiative.1"].later) == ["dk84-2024.initiative.6"]
    assert len(taken["dk84-2019.initiative.12"].later) == 3
    assert ids(found.without_status) == [f"dk84-2019.initiative.{n}" for n in (8, 11, 13)]


def test_what_the_debate_paper_takes_up_of_the_initiatives(
    resources: Resources, engine: EmbeddedEngine
) -> None:
    """By hand: the alliance for psychiatry alone, since the paper builds on the work begun."""
    found = asked(resources, from_="dk82-2019", to="dk82-2024").initiatives
    assert found.covered
    taken = {e.initiative.id: ids(e.later) for e in found.unfinished if e.taken_up == "taken-up"}
    assert taken == {"dk82-2019.initiative.7": ["dk82-2024.commitment.25"]}
    query = (
        f"{PREFIX} SELECT ?i (COUNT(?s) AS ?n) WHERE {{ ?i a a:Initiative ; "
        f"a:ofAgreement <{names.data('dk82-2019')}> OPTIONAL {{ ?s a:statusOf ?i }} }} GROUP BY ?i"
    )
    counted = {value(row["i"]): int(value(row["n"])) for row in engine.select(query).rows}
    assert {t.iri for t in found.without_status} == {iri for iri, n in counted.items() if not n}
    everything = found.finished + len(found.unfinished) + len(found.without_status)
    assert everything == len(counted) == 38


def test_filters(resources: Resources) -> None:
    whole = asked(resources, from_="dk84-2019", to="dk84-2024")
    goals = asked(resources, from_="dk84-2019", to="dk84-2024", type="Goal")
    assert goals.total == 6
    assert {fate.type.label.en for fate in (*goals.earlier, *goals.later)} == {"goal"}
    assert goals.coverage == whole.coverage
    new = asked(resources, from_="dk84-2019", to="dk84-2024", correspondence="new,dropped")
    assert [(group.kind.label.en, group.count) for group in new.groups] == [
        ("new", 48),
        ("dropped", 44),
    ]
    gone = {fate.element.id for fate in new.earlier}
    assert len(gone) == 44
    assert {"body.dk84-04", "dk84-2019.challenge.1"} < gone
    young = asked(resources, from_="dk84-2019", to="dk84-2024", theme="mental-health")
    assert 0 < young.total < whole.total


# HTTP.

ADDRESS = "/api/v1/changes{}?from={}&to={}&lang=en"


@pytest.mark.parametrize(("earlier", "later"), PAIRS)
def test_the_table_has_a_line_for_each_pair_of_elements(
    client: TestClient, resources: Resources, earlier: str, later: str
) -> None:
    answer = client.get(ADDRESS.format(".csv", earlier, later))
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = asked(resources, from_=earlier, to=later)
    lines = sum(len(c.earlier or [0]) * len(c.later or [0]) for c in every_change(found))
    uncompared = [f for f in (*found.earlier, *found.later) if not f.changes]
    assert len(rows) == lines + len(uncompared)
    assert Counter(row["kind"] for row in rows)[""] == len(uncompared)
    assert all(row["type"] and (row["earlier_id"] or row["later_id"]) for row in rows)
    told = {
        row["earlier_id"] or row["later_id"]
        for row in rows
        if row["justification"].startswith("It belongs to a national programme")
    }
    assert told == {fate.element.id for fate in uncompared if fate.programme}
    assert found.release in answer.headers["content-disposition"]
    described = client.get(ADDRESS.format(".csv-metadata.json", earlier, later)).json()
    assert [column["name"] for column in described["tableSchema"]["columns"]] == list(rows[0])


def test_the_table_shows_the_words(client: TestClient) -> None:
    address = ADDRESS.format(".csv", "dk84-2019", "dk84-2024")
    rows = csv.DictReader(io.StringIO(client.get(address).text))
    words = {row["correspondence_id"]: row["words"] for row in rows}
    assert words["correspondence.dk84-34"] == (
        "Derudover [-laver-] {+udarbejder+} vi en samlet midtvejsstatus for arbejdet med alle "
        "vores fokusområder og mål."
    )
    assert words["correspondence.dk84-15"].count("[…]") == 3


def test_the_pairs_over_http(client: TestClient) -> None:
    told = client.get("/api/v1/changes").json()
    found = [
        (p["earlier"]["agreement"]["id"], p["later"]["agreement"]["id"]) for p in told["pairs"]
    ]
    assert found == PAIRS
    assert told["pairs"][0]["later"]["standing"]["label"]["en"] == "proposed"
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/changes.csv").text)))
    assert [(row["from_id"], row["to_id"], row["changes"]) for row in rows] == [
        ("dk82-2019", "dk82-2024", "197"),
        ("dk84-2019", "dk84-2024", "219"),
    ]


def test_an_answer_over_http_is_the_answer(client: TestClient, resources: Resources) -> None:
    answer = client.get(ADDRESS.format("", "dk84-2019", "dk84-2024"))
    assert answer.json() == asked(resources, from_="dk84-2019", to="dk84-2024").model_dump(
        mode="json"
    )
    assert client.get(ADDRESS.format(".ttl", "dk84-2019", "dk84-2024")).status_code == 406
    wrong = client.get(ADDRESS.format("", "dk84-2019", "dk82-2024"))
    assert wrong.status_code == 422
    assert "dk82-2019" in wrong.json()["detail"]
