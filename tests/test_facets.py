"""Every facet against the triples of the release: values, filters and counts."""

import random
from collections import Counter
from collections.abc import Callable, Mapping

import pytest
from lists import COLLECTIONS, every, listed
from triples import Triples

from graph import names
from graph.errors import ParameterError
from graph.resources import Resources, collection, facets
from graph.resources.parameters import code

RECORDS = (
    *("statusOf", "milestoneOf", "ofIndicator", "decisionOn"),
    *("fromElement", "toElement", "concerns"),
)


# What each facet means, said of one thing over plain sets of triples.


def subjects(g: Triples, thing: str) -> set[str]:
    """The thing, and what a record, a passage or a data source is about."""
    return {thing} | g.out({thing}, *RECORDS) | g.into({thing}, "evidence", "dataSource")


def own(g: Triples, thing: str, kind: str) -> set[str]:
    return {thing} if names.term(kind) in g.kinds(thing) else set()


def agreement(g: Triples, thing: str) -> set[str]:
    found = g.out({thing}, "ofAgreement", "aboutAgreement") | own(g, thing, "HealthAgreement")
    found |= g.out(g.out({thing}, "inDocument"), "aboutAgreement")
    tagged = g.into({thing}, "theme", "underTheme", "targetGroup", "concernsGroup")
    found |= g.out(tagged, "ofAgreement")
    if g.out({thing}, "skos:prefLabel") and not g.out({thing}, "ofAgreement"):
        cited = g.out(g.out(g.out({thing}, "evidence"), "inDocument"), "aboutAgreement")
        found |= set() if own(g, thing, "HealthAgreement") else cited
    return found


def region(g: Triples, thing: str) -> set[str]:
    direct = {thing} | agreement(g, thing)
    said = g.out(direct, "coversRegion", "inRegion", "ofRegion", "actsFor")
    return own(g, thing, "Region") | said


def period(g: Triples, thing: str) -> set[str]:
    found = set()
    for one in agreement(g, thing):
        (first,), (last,) = g.out({one}, "notBefore"), g.out({one}, "notAfter")
        found.add(f"{first[:4]}-{last[:4]}")
    return found


def body(g: Triples, thing: str) -> set[str]:
    bodies = g.of_kind("Body")
    reified = {names.term("assertedSubject"), names.term("assertedObject")}
    said = {o for p, o in g.of[thing] if p not in reified}
    pointing = {s for s, _ in g.at[thing]}
    return (said | pointing | {thing}) & bodies


def cluster(g: Triples, thing: str) -> set[str]:
    places = g.out(
        {thing},
        *("rolledOutIn", "originatesIn", "statusIn", "bodyOfCluster"),
        *("taskOf", "binds", "decidedBy", "seatIn"),
    )
    found = g.closure(places | g.out(places, "bodyOfCluster"), "hasMember")
    found |= g.out({thing}, "hasMember") | {thing}
    found |= g.into({thing}, "clusterMember", "evidence", "responsibleFor")
    return found & g.of_kind("Cluster")


def document(g: Triples, thing: str) -> set[str]:
    cited = g.out(g.out({thing}, "evidence"), "inDocument")
    found = cited | g.out({thing}, "inDocument", "citedBy") | {thing}
    return found & g.of_kind("SourceDocument")


def ground(g: Triples, thing: str) -> set[str]:
    return g.out({thing} | g.into({thing}, "assertedSubject"), "ground")


def theme(g: Triples, thing: str) -> set[str]:
    return g.out(subjects(g, thing), "theme", "underTheme") | broader(g, thing, "theme")


def target_group(g: Triples, thing: str) -> set[str]:
    said = g.out(subjects(g, thing), "targetGroup", "concernsGroup")
    return said | broader(g, thing, "target-group")


def broader(g: Triples, thing: str, scheme: str) -> set[str]:
    """Return a concept of a scheme and its broader ones."""
    inside = names.CONCEPT + scheme in g.kinds(thing)
    return g.closure({thing}, "skos:broader") if inside else set()


def status(g: Triples, thing: str) -> set[str]:
    return g.out({thing} | g.into({thing}, "statusOf"), "implementationStatus")


def normative(g: Triples, thing: str) -> set[str]:
    return g.out(subjects(g, thing), "normativeStatus")


def programme(g: Triples, thing: str) -> set[str]:
    owners = {thing} | g.out({thing}, *RECORDS[:4])
    return g.out(owners, "ofProgramme") | own(g, thing, "NationalProgramme")


def type_(g: Triples, thing: str) -> set[str]:
    return set(g.kinds(thing))


MEANINGS: Mapping[str, Callable[[Triples, str], set[str]]] = {
    function.__name__.rstrip("_"): function
    for function in (
        *(agreement, region, period, body, cluster, document, ground),
        *(theme, target_group, status, normative, programme, type_),
    )
}


@pytest.fixture(scope="module")
def meant(triples: Triples, resources: Resources) -> dict[str, dict[str, set[str]]]:
    """What every facet says of every thing, by facet and thing."""
    return {
        name: {thing: meaning(triples, thing) for thing in resources.index.things}
        for name, meaning in MEANINGS.items()
    }


Meant = Mapping[str, Mapping[str, set[str]]]


def test_every_facet_has_a_meaning_here() -> None:
    assert set(MEANINGS) == set(facets())


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_has_the_things_that_the_triples_have(
    resources: Resources, triples: Triples, name: str
) -> None:
    assert set(every(resources, name)) == triples.of_kind(collection(name).kind) != set()


@pytest.mark.parametrize("name", facets())
def test_the_values_of_a_facet_are_what_the_triples_say(
    resources: Resources, meant: Meant, name: str
) -> None:
    index = resources.index
    found = {thing: set(index.facets_of(n)[name]) for n, thing in enumerate(index.things)}
    wrong = {t: (v, meant[name][t]) for t, v in found.items() if v != meant[name][t]}
    assert not wrong


@pytest.mark.parametrize("name", COLLECTIONS)
def test_filters_and_counts_are_what_the_triples_say_on_random_selections(
    resources: Resources, meant: Meant, name: str
) -> None:
    chance = random.Random(name)
    everything = every(resources, name)
    for _ in range(8):
        example = chance.choice(everything)
        wanted = {}
        for facet in chance.sample(sorted(MEANINGS), 3):
            values = sorted({v for thing in everything for v in meant[facet][thing]})
            if values:
                some = chance.sample(values, min(len(values), chance.randint(1, 2)))
                wanted[facet] = {*some, *list(meant[facet][example])[:1]}
        given = {facet: [",".join(map(code, values))] for facet, values in wanted.items()}
        passed = {
            facet: [
                thing
                for thing in everything
                if all(meant[f][thing] & v for f, v in wanted.items() if f != facet)
            ]
            for facet in ("", *MEANINGS)
        }
        page = listed(resources, name, facets=",".join(MEANINGS), limit="0", **given)
        assert every(resources, name, **given) == passed[""]
        assert page.total == len(passed[""])
        for facet, counts in page.facets.items():
            expected = Counter(code(v) for t in passed[facet] for v in meant[facet][t])
            assert {count.value: count.count for count in counts} == expected, facet


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_value_that_is_counted_can_be_asked_for_and_gives_as_many(
    resources: Resources, name: str
) -> None:
    page = listed(resources, name, facets=",".join(facets()))
    for facet, counts in page.facets.items():
        assert [c.count for c in counts] == sorted((c.count for c in counts), reverse=True)
        for counted in counts:
            found = listed(resources, name, limit="0", **{facet: counted.value})
            assert found.total == counted.count > 0, (facet, counted)


def test_repetition_and_comma_are_or_and_other_parameters_and(resources: Resources) -> None:
    def found(**given: str | list[str]) -> set[str]:
        return set(every(resources, "initiatives", **given))

    west, capital = found(region="midtjylland"), found(region="hovedstaden")
    assert west
    assert capital
    assert not west & capital
    assert found(region=["midtjylland", "hovedstaden"]) == west | capital
    assert found(region="midtjylland,hovedstaden") == west | capital
    assert found(region="midtjylland", theme="prevention") == west & found(theme="prevention")
    assert found(region=["midtjylland", ""]) == west
    assert found(region="") == found(region=" , ") == found()


@pytest.mark.parametrize(
    ("given", "nearest"),
    [
        ({"regoin": "x"}, "did you mean 'region'"),
        ({"theme": "preventoin"}, "did you mean 'prevention'"),
        ({"type": "Gaol"}, "did you mean 'Goal'"),
        ({"period": "2019-2024"}, "'2019-2023'"),
        ({"status": ["started", "strated"]}, "did you mean 'started'"),
        ({"facets": "theem"}, "did you mean 'theme'"),
        ({"sort": "lable"}, "'label'"),
        ({"fields": "lable"}, "did you mean 'label'"),
        ({"include": "indicators.latest_value"}, "'latest_values'"),
        ({"lang": "fr"}, "known are da, en"),
        ({"valid_on": "2021-13-01"}, "write it as 2021-12-31"),
        ({"valid_on": ["2021-01-01", "2022-01-01"]}, "one value is wanted"),
    ],
)
def test_what_is_not_known_is_refused_with_the_nearest(
    resources: Resources, given: dict[str, str | list[str]], nearest: str
) -> None:
    with pytest.raises(ParameterError, match=nearest):
        listed(resources, "initiatives", **given)
