"""Which words of two texts are the same: both are restored to the letter from the parts."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from graph.comparison.worddiff import Part, compare_words
from graph.passages.folding import fold


def restored(parts: list[Part], side: str, count: int) -> list[str]:
    texts = [""] * count
    for part in parts:
        place = getattr(part, f"{side}_text")
        if place is None:
            assert getattr(part, side) == ""
        else:
            texts[place] += getattr(part, side)
    return texts


WORDS = st.sampled_from(
    ["vi", "vil", "og", "sam-\narbejde", "samarbejde", "at", "bør­n", "a\u030a", "å", "ﬁn", "“x”"]
)
GAPS = st.sampled_from([" ", "\n", "  ", ", ", " - ", "\n- ", " • ", ". ", "**", "", "/", "\u0301"])
TEXTS = st.lists(
    st.lists(st.tuples(WORDS, GAPS), min_size=1, max_size=12).map(
        lambda found: "".join(word + gap for word, gap in found)
    ),
    max_size=3,
)


@given(TEXTS, TEXTS)
def test_the_parts_restore_both_sides_to_the_letter(earlier: list[str], later: list[str]) -> None:
    parts = compare_words(earlier, later)
    assert restored(parts, "earlier", len(earlier)) == earlier
    assert restored(parts, "later", len(later)) == later
    assert parts == compare_words(earlier, later)


@given(st.text(), st.text())
def test_any_text_is_restored(earlier: str, later: str) -> None:
    parts = compare_words([earlier], [later])
    assert restored(parts, "earlier", 1) == [earlier]
    assert restored(parts, "later", 1) == [later]


@given(TEXTS, TEXTS)
def test_all_parts_are_equal_just_where_both_sides_read_the_same(
    earlier: list[str], later: list[str]
) -> None:
    before, after = (" ".join(fold(t).text.strip() for t in texts) for texts in (earlier, later))
    fates = {part.fate for part in compare_words(earlier, later)}
    assert (before.strip() == after.strip()) == (fates <= {"equal"})


def shown(earlier: str, later: str) -> list[tuple[str, str]]:
    return [(part.fate, part.plain) for part in compare_words([earlier], [later])]


def test_the_words_that_differ() -> None:
    found = compare_words(["Vi skal sam-\narbejde\nom børn."], ["Vi vil samarbejde om børn."])
    assert [(p.fate, p.earlier, p.later) for p in found] == [
        ("equal", "Vi", "Vi"),
        ("removed", " skal", ""),
        ("added", "", " vil"),
        ("equal", " sam-\narbejde\nom børn.", " samarbejde om børn."),
    ]


def test_a_mark_alone_between_two_differences_is_part_of_them() -> None:
    assert shown("a b, c d", "a e, f d") == [
        ("equal", " a"),
        ("removed", " b, c"),
        ("added", " e, f"),
        ("equal", " d"),
    ]
    assert shown("a, b", "a b") == [("equal", " a"), ("removed", ","), ("equal", " b")]


def test_a_composed_letter_and_its_parts_are_the_same() -> None:
    raw = unicodedata.normalize("NFD", "års")
    assert [part.fate for part in compare_words(["års"], [raw])] == ["equal"]
    assert {part.fate for part in compare_words(["Års"], ["års"])} == {"removed", "added"}
