"""The drawing of an answer that joins things: what is on it, and when there is none."""

import re

import pytest
from fastapi.testclient import TestClient

from api.explorer.joined import Ends, joined
from api.explorer.neighbours import HEIGHT, MOST
from api.explorer.questions import joins
from graph.answers import Answer, Cell, Labels, Thing
from graph.catalogue import question, questions

ENDS = Ends("from", "to", "how")
SMOKING = "/questions/initiatives-serving-goal?region=midtjylland&theme=tobacco&lang=da"


def _thing(name: str) -> Thing:
    return Thing(iri=f"x:{name}", id=None, label=Labels(da=name, en=name))


def _answer(*rows: tuple[str, str, str], declined: tuple[int, ...] = ()) -> Answer:
    """Return an answer with rows of three names each; where one is empty, nothing is there."""
    cells: list[dict[str, Cell]] = [
        {
            name: _thing(text) if text else None
            for name, text in zip(("from", "to", "how"), row, strict=True)
        }
        for row in rows
    ]
    return Answer(
        question="made-up", title=Labels(), release="x", parameters={}, columns=(), about=(),
        scope=(), total=len(rows), rows=cells, declined=declined,
    )  # fmt: skip


def test_a_thing_is_drawn_once_on_its_side_with_a_line_for_each_pair() -> None:
    drawn = joined(_answer(("a", "b", ""), ("c", "b", ""), ("b", "d", "")), ENDS, "da")
    assert drawn
    assert [(box.thing.iri, box.x == 0) for box in drawn.boxes] == [
        ("x:a", True), ("x:c", True), ("x:b", True), ("x:b", False), ("x:d", False)
    ]  # fmt: skip
    assert len(drawn.lines) == 3
    assert drawn.rows == 3
    assert max(box.y + box.height for box in drawn.boxes) <= drawn.height


def test_rows_of_the_same_pair_are_one_line_with_all_their_words() -> None:
    drawn = joined(_answer(("a", "b", "kept"), ("a", "b", "split"), ("a", "b", "kept")), ENDS, "en")
    assert drawn
    assert [line.words for line in drawn.lines] == ["kept, split"]
    assert drawn.rows == 3


def test_what_is_declined_or_has_one_end_alone_joins_nothing() -> None:
    answer = _answer(("a", "b", ""), ("a", "", ""), ("", "b", ""), ("a", "c", ""), declined=(3,))
    drawn = joined(answer, ENDS, "da")
    assert drawn
    assert [box.thing.iri for box in drawn.boxes] == ["x:a", "x:b"]
    assert drawn.rows == 1


def test_lines_to_one_box_meet_where_they_say_the_same_and_nowhere_else() -> None:
    rows = [("a", "z", "kept"), ("b", "z", "kept"), ("c", "z", "split")]
    drawn = joined(_answer(*rows), ENDS, "da")
    assert drawn
    first, second, third = (line.y for line in drawn.lines)
    assert first == second
    assert third - first == HEIGHT // 2


def test_nothing_is_drawn_where_nothing_is_joined_or_too_much() -> None:
    assert joined(_answer(), ENDS, "da") is None
    assert joined(_answer(("a", "", "")), ENDS, "da") is None
    many = [("a", str(number), "") for number in range(MOST + 1)]
    assert joined(_answer(*many[:MOST]), ENDS, "da")
    assert joined(_answer(*many), ENDS, "da") is None


@pytest.mark.parametrize("slug", joins())
def test_what_is_joined_are_columns_of_things(slug: str) -> None:
    ends = joins()[slug]
    assert slug in questions()
    columns = question(slug).columns
    named = [name for name in (ends.left, ends.right, ends.words) if name]
    assert {columns[name].kind for name in named} == {"Thing"}


def test_the_page_of_a_question_draws_its_answer_and_tells_it_in_the_table(
    client: TestClient,
) -> None:
    text = client.get(SMOKING).text
    figure = text[text.index("<figure>") : text.index("</figure>")]
    assert "4 af 4 rækker" in figure
    table = text[text.index("<table") :]
    links = re.findall(r'<a href="([^"]*)"><title>', figure)
    assert len(links) == 5
    assert all(f'href="{link}"' in table for link in links)
    assert "<figure>" not in client.get("/questions/counterparts?lang=da").text
