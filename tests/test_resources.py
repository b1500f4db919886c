"""Lists: time, order, pages, includes; on the release and on a small made-up graph."""

import base64
import itertools
import random
from datetime import date, timedelta

import pytest
from lists import COLLECTIONS, every, listed
from triples import Triples

from graph import names
from graph.engine import EmbeddedEngine
from graph.errors import ParameterError
from graph.release import Release, read_ontology
from graph.resources import Item, Resources, collection, read_listing
from graph.resources.cursors import write_cursor
from graph.resources.includes import PATHS
from graph.resources.index import SORTS

PREFIXES = """
@prefix aftale: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix concept: <https://w3id.org/sundhedsaftaler/concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/sundhedsaftaler/id/> .
"""
SMALL = """
<a> a aftale:HealthAgreement ;
    aftale:notBefore "2019-07-01"^^xsd:date ; aftale:notAfter "2023-06-30"^^xsd:date .
<b> a aftale:HealthAgreement ; aftale:notBefore "2024-01-01"^^xsd:date .
<a/goal/2> a aftale:Goal ; aftale:ofAgreement <a> ; skos:prefLabel "Zebra"@da , "A zebra"@en .
<a/goal/10> a aftale:Goal ; aftale:ofAgreement <a> ; skos:prefLabel "Ærlig"@da , "Honest"@en ;
    aftale:notBefore "2021-01-01"^^xsd:date ; aftale:notAfter "2021-12-31"^^xsd:date .
<a/goal/3> a aftale:Goal ; aftale:ofAgreement <a> ; skos:prefLabel "Øre"@da ;
    aftale:notAfter "2018-12-31"^^xsd:date .
<b/goal/1> a aftale:Goal ; aftale:ofAgreement <b> ; skos:prefLabel "Ånd"@da .
<b/goal/2> a aftale:Goal ; aftale:ofAgreement <b> ; skos:prefLabel "Aabenraa"@da .
<b/goal/4> a aftale:Goal ; aftale:ofAgreement <b> ; skos:prefLabel "Åbenrå"@da .
<c/goal/1> a aftale:Goal ; skos:prefLabel "zebra"@da .
<a/indicator/1> a aftale:Indicator ; aftale:ofAgreement <a> ; aftale:measures <a/goal/2> .
<a/indicator/2> a aftale:Indicator ; aftale:ofAgreement <a> ; aftale:measures <a/goal/2> .
"""
VALUES = [
    ("1/value/1", "actual", "2020-12-31"),
    ("1/value/2", "actual", "2021-12-31"),
    ("1/value/3", "actual", "2021-12-31"),
    ("1/value/4", "actual", ""),
    ("1/value/5", "target", "2020-12-31"),
    ("1/value/6", "target", "2025-12-31"),
    ("2/value/1", "target", ""),
]


def small_resources(turtle: str) -> Resources:
    graphs = {**read_ontology(), "made-up": (PREFIXES + turtle).encode()}
    return Resources(EmbeddedEngine(Release("made-up", graphs)))


@pytest.fixture(scope="module")
def small() -> Resources:
    values = [
        f"<a/indicator/{end}> a aftale:IndicatorValue ; aftale:valueKind concept:value-kind-{kind}"
        f" ; aftale:ofIndicator <a/indicator/{end[0]}> "
        + (f'; aftale:notAfter "{until}"^^xsd:date .' if until else ".")
        for end, kind, until in VALUES
    ]
    return small_resources(SMALL + "\n".join(values))


def ids(resources: Resources, name: str, **given: str | list[str]) -> list[str]:
    return [iri.removeprefix(names.DATA) for iri in every(resources, name, **given)]


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ("2019-06-30", []),
        ("2019-07-01", ["a/goal/2"]),
        ("2018-12-31", ["a/goal/3"]),
        ("0001-01-01", ["a/goal/3"]),
        ("2020-12-31", ["a/goal/2"]),
        ("2021-01-01", ["a/goal/2", "a/goal/10"]),
        ("2021-12-31", ["a/goal/2", "a/goal/10"]),
        ("2022-01-01", ["a/goal/2"]),
        ("2023-06-30", ["a/goal/2"]),
        ("2023-07-01", []),
        ("2023-12-31", []),
        ("2024-01-01", ["b/goal/1", "b/goal/2", "b/goal/4"]),
        ("9999-12-31", ["b/goal/1", "b/goal/2", "b/goal/4"]),
    ],
)
def test_valid_on_has_both_bounds_and_the_own_time_before_that_of_the_agreement(
    small: Resources, day: str, found: list[str]
) -> None:
    assert ids(small, "goals", valid_on=day) == found
    assert listed(small, "goals", valid_on=day).total == len(found)


def test_valid_on_narrows_the_counts_of_every_facet(small: Resources) -> None:
    page = listed(small, "goals", valid_on="2021-06-01", facets="agreement", agreement="b")
    assert page.total == 0
    assert [(c.value, c.count) for c in page.facets["agreement"]] == [("a", 2)]


def test_valid_on_is_what_the_triples_say_on_random_days(
    resources: Resources, triples: Triples
) -> None:
    chance = random.Random(7)
    for _ in range(20):
        day = str(date(2015, 1, 1) + timedelta(chance.randrange(5_000)))
        expected = {
            thing for thing in every(resources, "initiatives") if valid(triples, thing, day)
        }
        assert set(every(resources, "initiatives", valid_on=day)) == expected


def valid(g: Triples, thing: str, day: str) -> bool:
    for owner in (thing, *g.out({thing}, "ofAgreement")):
        first, last = (
            g.out({owner}, "notBefore", "validFrom"),
            g.out({owner}, "notAfter", "validUntil"),
        )
        if first or last:
            return max(first, default="") <= day <= max(last, default="9")
    return False


def test_labels_sort_as_danish_does_and_ties_as_ids_do_either_way(small: Resources) -> None:
    danish = ["a/goal/2", "c/goal/1", "a/goal/10", "a/goal/3", "b/goal/2", "b/goal/4", "b/goal/1"]
    assert ids(small, "goals", sort="label") == danish
    turned = ["b/goal/1", "b/goal/2", "b/goal/4", "a/goal/3", "a/goal/10", "a/goal/2", "c/goal/1"]
    assert ids(small, "goals", sort="-label") == turned
    assert ids(small, "goals", sort="label", lang="en")[:2] == ["a/goal/2", "a/goal/10"]


def test_ids_sort_by_their_numbers_and_what_has_no_time_comes_last(small: Resources) -> None:
    by_id = ids(small, "goals")
    assert by_id[:3] == ["a/goal/2", "a/goal/3", "a/goal/10"]
    assert ids(small, "goals", sort="-id") == by_id[::-1]
    assert ids(small, "goals", sort="from") == [
        "a/goal/10",
        *(i for i in by_id if i != "a/goal/10"),
    ]
    assert ids(small, "goals", sort="-from") == ids(small, "goals", sort="from")
    assert ids(small, "agreements", sort="-from") == ["b", "a"]
    assert ids(small, "elements", sort="type")[-1] == "a/indicator/2"


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{name}" for name in SORTS)])
@pytest.mark.parametrize("given", [{}, {"region": "midtjylland", "valid_on": "2021-01-01"}])
def test_the_cursors_walk_the_list_once(
    resources: Resources, sort: str, given: dict[str, str]
) -> None:
    walked: list[str] = []
    cursor = ""
    for limit in itertools.cycle(("7", "93", "500")):
        page = listed(resources, "elements", sort=sort, limit=limit, cursor=cursor, **given)
        walked += [item.iri for item in page.items]
        if not page.next:
            break
        cursor = page.next
    whole = every(resources, "elements", sort=sort, **given)
    assert walked == whole
    assert len(set(walked)) == len(walked) == page.total


@pytest.mark.parametrize("cursor", ["rubbish", "æ", "bnVsbA", "e30", "W10", "=", "\0", "[" * 5_000])
def test_a_cursor_that_is_none_is_refused(resources: Resources, cursor: str) -> None:
    with pytest.raises(ParameterError, match="cursor"):
        listed(resources, "goals", cursor=cursor)


@pytest.mark.parametrize("told", ["[" * 100_000, "[1,2,3]", '["x","y",' + "9" * 5_000 + "]", "NaN"])
def test_a_cursor_with_rubbish_inside_is_refused(resources: Resources, told: str) -> None:
    with pytest.raises(ParameterError, match="cursor"):
        listed(resources, "goals", cursor=base64.urlsafe_b64encode(told.encode()).decode())


def test_a_cursor_is_of_one_release_list_filter_and_order(resources: Resources) -> None:
    cursor = listed(resources, "goals", limit="1").next
    assert cursor
    for name, given in (
        ("visions", {}),
        ("goals", {"region": "midtjylland"}),
        ("goals", {"sort": "label"}),
        ("goals", {"valid_on": "2021-01-01"}),
    ):
        with pytest.raises(ParameterError, match="another list"):
            listed(resources, name, cursor=cursor, **given)
    other = read_listing(collection("goals"), {}, resources).digest
    with pytest.raises(ParameterError, match="release older"):
        listed(resources, "goals", cursor=write_cursor("older", other, 1))
    past = listed(resources, "goals", cursor=write_cursor(resources.release, other, 10**6))
    assert (past.items, past.next) == ([], None)


def test_a_cursor_holds_whatever_the_order_of_the_values(resources: Resources) -> None:
    page = listed(resources, "goals", limit="1", region="midtjylland,hovedstaden", facets="theme")
    assert page.next
    turned = ["hovedstaden", "midtjylland"]
    assert listed(resources, "goals", region=turned, cursor=page.next).total == page.total


@pytest.mark.parametrize("limit", ["501", "-1", "x", "1e2", "٣", "99999999", "1.0", " "])
def test_a_limit_is_a_number_up_to_the_greatest(resources: Resources, limit: str) -> None:
    assert len(listed(resources, "elements", limit="500").items) == 500
    nothing = listed(resources, "elements", limit="0", facets="type")
    assert (nothing.items, nothing.next) == ([], None)
    assert nothing.facets["type"]
    with pytest.raises(ParameterError, match="500"):
        listed(resources, "elements", limit=limit)


def test_latest_values_are_what_was_last_observed_and_every_target(small: Resources) -> None:
    page = listed(small, "goals", include="indicators.latest_values,indicators.values")
    indicators = page.items[0].included["indicators"]
    latest = [[item.id for item in one.included["latest_values"]] for one in indicators]
    ends = [["value.2", "value.3", "value.5", "value.6"], ["value.1"]]
    assert latest == [[f"a.indicator.{n}.{e}" for e in own] for n, own in enumerate(ends, 1)]
    assert [len(one.included["values"]) for one in indicators] == [6, 1]
    assert page.items[1].included == {"indicators": []}


def test_latest_values_of_the_release_are_what_the_triples_say(
    resources: Resources, triples: Triples
) -> None:
    g = triples
    for item in listed(resources, "indicators", include="latest_values,values", limit="500").items:
        values = g.into({item.iri}, "ofIndicator")
        assert {value.iri for value in item.included["values"]} == values

        def sort_of(one: str) -> tuple[object, ...]:
            told = (g.out({one}, "valueKind"), bool(g.out({one}, "value")))
            return (*map(str, told), str(sorted(g.out({one}, "population"))))

        last = {
            v
            for v in values
            for same in [{w for w in values if sort_of(w) == sort_of(v)}]
            if g.out({v}, "notAfter") >= {max(g.out(same, "notAfter"), default="")} - {""}
            or not str(g.out({v}, "valueKind"))
            .strip("{}'")
            .endswith(("actual", "count", "estimate"))
        }
        assert {value.iri for value in item.included["latest_values"]} == last


def test_every_include_leads_somewhere_and_to_the_kind_that_it_names(resources: Resources) -> None:
    found: dict[str, list[Item]] = {name: [] for name in PATHS}
    for name in COLLECTIONS:
        page = listed(resources, name, include=",".join(PATHS), limit="500")
        for item in page.items:
            assert set(item.included) == set(PATHS)
            for include, items in item.included.items():
                found[include] += items
    for include, items in found.items():
        assert items, include
        home = collection(include.replace("_", "-").replace("latest-", ""))
        assert all(home.kind in str(item.facets["type"]) for item in items), include
