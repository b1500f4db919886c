"""What a made-up reorganisation leaves behind: bodies, initiatives, pairs that cannot be compared.

The made-up graph has an earlier agreement `e` and a later `l` of one region, and `x` of another.
"""

from collections import Counter
from collections.abc import Mapping

import pytest
from changes_asked import asked, ids

from graph import names
from graph.comparison.links import find_links
from graph.comparison.pairs import Pairs, read_pairs
from graph.engine import EmbeddedEngine
from graph.errors import ParameterError
from graph.release import Release
from graph.resources import Resources

# A made-up graph.

TINY = """
@base <https://w3id.org/sundhedsaftaler/id/> .
@prefix a: <https://w3id.org/sundhedsaftaler/ont#> .
@prefix c: <https://w3id.org/sundhedsaftaler/concept/> .
@prefix s: <http://www.w3.org/2004/02/skos/core#> .
<region/n> a a:Region . <region/m> a a:Region .
<e> a a:HealthAgreement ; a:coversRegion <region/n> .
<l> a a:HealthAgreement ; a:coversRegion <region/n> .
<x> a a:HealthAgreement ; a:coversRegion <region/m> .
<document/e> a a:SourceDocument ; a:aboutAgreement <e> .
<document/l> a a:SourceDocument ; a:aboutAgreement <l> .
<scope/1> a:scopeDocument <document/e> ; a:scopeTerm a:Task, a:Body, a:FollowUp, a:Initiative .
<scope/2> a:scopeDocument <document/l> ; a:scopeTerm a:FollowUp, a:Body .
<passage/e> a:inDocument <document/e> ; a:exact "ord" ; a:headingPath "" ; a:prefix "" ;
    a:suffix "" ; a:start 0 ; a:end 3 .
<passage/l> a:inDocument <document/l> ; a:exact "ord" ; a:headingPath "" ; a:prefix "" ;
    a:suffix "" ; a:start 0 ; a:end 3 .
<body/old> a a:Body ; s:prefLabel "gl"@da ; a:evidence <passage/e> ;
    a:responsibleFor <e/follow-up/1>, <e/follow-up/2>, <e/follow-up/3> .
<body/gone> a a:Body ; s:prefLabel "væk"@da ; a:evidence <passage/e> ; a:reportsTo <body/old> .
<body/same> a a:Body ; s:prefLabel "s"@da ; a:evidence <passage/e>, <passage/l> .
<body/new> a a:Body ; s:prefLabel "ny"@da ; a:evidence <passage/l> ;
    a:responsibleFor <l/follow-up/1> .
<e/follow-up/1> a a:FollowUp ; a:ofAgreement <e> .
<e/follow-up/2> a a:FollowUp ; a:ofAgreement <e> .
<e/follow-up/3> a a:FollowUp ; a:ofAgreement <e> .
<l/follow-up/1> a a:FollowUp ; a:ofAgreement <l> .
<l/follow-up/2> a a:FollowUp ; a:ofAgreement <l> .
<body/old/task/1> a a:Task ; a:taskOf <body/old> ; s:prefLabel "t"@da ; a:evidence <passage/e> .
<body/new/task/1> a a:Task ; a:taskOf <body/new> ; s:prefLabel "u"@da ; a:evidence <passage/l> .
<body/same/task/1> a a:Task ; a:taskOf <body/same> ; s:prefLabel "v"@da ; a:evidence <passage/e> .
<e/initiative/1> a a:Initiative ; a:ofAgreement <e> ; a:ordinal 1 .
<e/initiative/2> a a:Initiative ; a:ofAgreement <e> ; a:ordinal 2 .
<e/initiative/3> a a:Initiative ; a:ofAgreement <e> ; a:ordinal 3 .
<e/initiative/4> a a:Initiative ; a:ofAgreement <e> ; a:ordinal 4 .
<l/initiative/1> a a:Initiative ; a:ofAgreement <l> ; a:succeeds <e/initiative/1> .
<e/initiative/1/status/1> a:statusOf <e/initiative/1> ; a:ground c:ground-stated ;
    a:implementationStatus c:implementation-started ; a:evidence <passage/e> .
<e/initiative/2/status/1> a:statusOf <e/initiative/2> ; a:ground c:ground-stated ;
    a:implementationStatus c:implementation-implemented ; a:evidence <passage/e> .
<e/initiative/3/status/1> a:statusOf <e/initiative/3> ; a:ground c:ground-stated ;
    a:implementationStatus c:implementation-planned ; a:evidence <passage/e> .
<e/initiative/3/status/2> a:statusOf <e/initiative/3> ; a:ground c:ground-stated ;
    a:implementationStatus c:implementation-ended ; a:evidence <passage/e> .
"""


def record(number: int, kind: str, earlier: str, later: str) -> str:
    ends = [f"a:fromElement <{iri}> ;" for iri in earlier.split()]
    ends += [f"a:toElement <{iri}> ;" for iri in later.split()]
    return (
        f"<correspondence/n-{number}> a a:Correspondence ; a:fromAgreement <e> ; "
        f'a:toAgreement <l> ; {" ".join(ends)} a:justification "fordi"@da ; '
        f"a:ground c:ground-analyst ; a:correspondenceType c:correspondence-{kind} .\n"
    )


RECORDS = "".join(
    (
        record(1, "renamed", "body/old", "body/new"),
        record(2, "dropped", "body/gone", ""),
        record(3, "kept", "body/same", "body/same"),
        record(4, "reworded", "e/follow-up/1", "l/follow-up/1"),
        record(5, "reworded", "e/follow-up/2", "l/follow-up/2"),
        record(6, "dropped", "e/follow-up/3", ""),
    )
)


@pytest.fixture(scope="module")
def tiny() -> Resources:
    return Resources(EmbeddedEngine(Release("tiny", {"t": (TINY + RECORDS).encode()})))


def test_what_a_replaced_body_leaves_behind(tiny: Resources) -> None:
    gone, old = asked(tiny, from_="e", to="l").bodies
    assert (ids([old.body]), ids(old.successors)) == (["body.old"], ["body.new"])
    assert old.carried == 1
    told = [(t.element.id, t.direction, t.state, t.successors_have, t.later) for t in old.links]
    assert told == [
        ("body.gone", "in", "dropped", 0, "stated"),
        ("body.old.task.1", "in", "not-compared", 1, "stated"),
        ("e.follow-up.2", "out", "elsewhere", 1, "stated"),
        ("e.follow-up.3", "out", "dropped", 1, "stated"),
    ]
    assert ids(old.links[2].counterparts) == ["l.follow-up.2"]
    assert (gone.successors, gone.carried) == ([], 0)
    assert [(t.element.id, t.direction, t.state) for t in gone.links] == [
        ("body.old", "out", "elsewhere")
    ]


def test_a_filter_of_elements_filters_what_is_left_behind(tiny: Resources) -> None:
    (old,) = asked(tiny, from_="e", to="l", type="Task").bodies
    assert ids(link.element for link in old.links) == ["body.old.task.1"]


def test_unfinished_initiatives_and_what_takes_them_up(tiny: Resources) -> None:
    found = asked(tiny, from_="e", to="l").initiatives
    assert (found.covered, found.finished, ids(found.without_status)) == (
        False,
        1,
        ["e.initiative.4"],
    )
    assert [(ids([u.initiative])[0], u.taken_up, ids(u.later)) for u in found.unfinished] == [
        ("e.initiative.1", "taken-up", ["l.initiative.1"]),
        ("e.initiative.3", "not-compared", []),
    ]
    assert Counter(s.status.id for s in found.unfinished[1].statuses).total() == 2


def test_correspondences_of_initiatives_say_what_became_of_them() -> None:
    more = record(7, "dropped", "e/initiative/1", "") + record(
        8, "moved", "e/initiative/3", "l/follow-up/2"
    )
    turtle = (TINY.replace("; a:succeeds <e/initiative/1>", "") + RECORDS + more).encode()
    found = asked(Resources(EmbeddedEngine(Release("more", {"t": turtle}))), from_="e", to="l")
    assert found.initiatives.covered
    assert [u.taken_up for u in found.initiatives.unfinished] == ["dropped", "taken-up"]


def test_where_an_element_went_makes_no_comparison_of_its_class() -> None:
    turtle = (TINY + RECORDS + record(7, "moved", "e/initiative/1", "body/new/task/1")).encode()
    resources = Resources(EmbeddedEngine(Release("more", {"t": turtle})))
    found = asked(resources, from_="e", to="l")
    (task,) = [entry for entry in found.coverage if entry.type.iri == names.term("Task")]
    assert (task.covered, task.earlier.compared, task.later.compared) == (False, 0, 1)
    assert [fate.element.id for fate in found.later if fate.type.iri == names.term("Task")] == [
        "body.new.task.1"
    ]
    links = find_links([names.data("e"), names.data("l")], resources)
    assert names.term("Initiative") in links.kinds
    assert names.term("Task") not in links.kinds
    task_iri = names.data("body/new/task/1")
    assert links.state(task_iri, names.data("e"), resources) == "counterpart"


def test_the_pairs_and_who_has_none(tiny: Resources) -> None:
    pairs = read_pairs({}, tiny)
    assert isinstance(pairs, Pairs)
    assert [(p.earlier.agreement.id, p.later.agreement.id, p.changes) for p in pairs.pairs] == [
        ("e", "l", 6)
    ]
    other = read_pairs({"region": ["region.m"]}, tiny)
    assert isinstance(other, Pairs)
    assert other.pairs == []


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"from": "dk84-2019", "to": "dk82-2024"}, "from=dk84-2019&to=dk84-2024"),
        ({"from": "dk84-2024", "to": "dk84-2019"}, "nothing was compared; compared are"),
        ({"from": "dk84-2019"}, "to: name two agreements"),
        ({"to": "dk84-2024"}, "from: name two agreements"),
        ({"from": "dk84-2018", "to": "dk84-2024"}, "did you mean 'dk84-2019'"),
        ({"type": "Goal"}, "type: name two agreements too"),
        ({"form": "dk84-2019"}, "did you mean 'from'"),
        ({"from": "dk84-2019", "to": "dk84-2024", "correspondence": "keept"}, "'kept'"),
        (
            {"from": "dk84-2019", "to": "dk84-2024", "region": "midtjylland"},
            "nothing was compared in that region; compared are from=dk82-2019&to=dk82-2024",
        ),
    ],
)
def test_what_cannot_be_compared_is_an_error_that_names_the_pairs(
    resources: Resources, wanted: Mapping[str, str], told: str
) -> None:
    with pytest.raises(ParameterError) as error:
        read_pairs({name: [text] for name, text in wanted.items()}, resources)
    assert told in str(error.value)
