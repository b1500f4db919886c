"""Drawings that are laid out on the server: charts, neighbourhoods, wrapped text."""

from collections.abc import Sequence

from api.explorer.drawing import shortened, wrapped
from api.explorer.neighbours import MOST, chosen, neighbourhood
from api.explorer.orgchart import chart
from graph import names
from graph.answers import Labels, Thing
from graph.resources import Resources
from graph.resources.about import about
from graph.resources.edges import Edge
from graph.resources.plan import Organ


def test_the_drawing_has_room_for_a_few_and_says_how_many_it_leaves_out(
    resources: Resources,
) -> None:
    found = about(names.concept("theme", "prevention"), resources)
    total = sum(group.total for group in found.relations)
    drawn = neighbourhood(found.thing, found.relations, "da", "forebyggelse")
    assert drawn
    assert len(drawn.neighbours) == MOST
    assert drawn.left_out == total - MOST
    before, after = chosen(found.relations)
    assert len(before) + len(after) == MOST


def test_nothing_is_drawn_of_a_thing_without_relations() -> None:
    alone = Thing(iri="x:alone", id=None, label=Labels())
    assert neighbourhood(alone, [], "da", "alone") is None


def _thing(name: str) -> Thing:
    return Thing(iri=f"x:{name}", id=None, label=Labels(da=name, en=name))


def _organ(name: str, level: str, *reports_to: str) -> Organ:
    def tie(property_: str, to: Thing) -> Edge:
        return Edge(
            subject=_thing(name),
            property=_thing(property_),
            object=to,
            ground=_thing("stated"),
            justification=None,
            quotes=(),
        )

    code = Thing(iri=names.concept("body-level", level), id=None, label=Labels(da=level))
    return Organ(
        body=_thing(name),
        levels=[tie("bodyLevel", code)] if level else [],
        reports_to=[tie("reportsTo", _thing(other)) for other in reports_to],
        appointed_by=(),
        cluster=(),
    )


def test_the_chart_has_levels_from_the_top_and_only_the_arrows_that_are_coded() -> None:
    organs = [
        _organ("work", "operational", "steering", "elsewhere"),
        _organ("steering", "administrative", "politics"),
        _organ("new", "unheard-of"),
        _organ("politics", "political"),
        _organ("none", ""),
    ]
    drawn = chart(organs, "da")
    levels = [band.level.label.da if band.level else None for band in drawn.bands]
    assert levels == ["political", "administrative", "operational", "unheard-of", None]
    arrows = [(arrow.edge.subject.iri, arrow.edge.object.iri) for arrow in drawn.arrows]
    assert arrows == [("x:work", "x:steering"), ("x:steering", "x:politics")]


def _boxes(organs: Sequence[Organ]) -> list[tuple[int, int]]:
    return [(box.x, box.y) for band in chart(organs, "da").bands for box in band.boxes]


def test_no_two_boxes_of_a_chart_lie_upon_each_other() -> None:
    places = _boxes([_organ(f"body {number}", "political") for number in range(11)])
    assert len(set(places)) == len(places)
    assert max(x for x, _ in places) + 248 <= 1160


def test_text_is_wrapped_and_cut() -> None:
    assert wrapped("et to tre", 5, 3) == ["et to", "tre"]
    assert wrapped("et to tre fire fem", 6, 2) == ["et to", "tre…"]
    assert shortened("gælder bredere målgruppe", 10) == "gælder br…"
    assert shortened("tema", 10) == "tema"
