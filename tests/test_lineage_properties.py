"""Lines of things on graphs made at random, against naive definitions."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.comparison.succession import Pair, Succession

# ── Any graph ──

NODES = st.integers(0, 9)


ACYCLIC = st.sets(st.tuples(NODES, NODES).filter(lambda pair: pair[0] < pair[1]), max_size=20)


ANY = st.sets(st.tuples(NODES, NODES).filter(lambda pair: pair[0] != pair[1]), max_size=20)


YEARS = st.lists(st.integers(0, 5), min_size=10, max_size=10)


def succession(pairs: set[tuple[int, int]]) -> Succession:
    return Succession({(str(one), str(other)): () for one, other in sorted(pairs)})


def leads(pairs: set[tuple[int, int]], one: int, other: int) -> bool:
    """Whether some way of steps goes from one to the other, by trying each first step."""
    return any(
        heir == other or leads(pairs - {(start, heir)}, heir, other)
        for start, heir in pairs
        if start == one
    )


@given(ACYCLIC, NODES)
def test_the_line_is_all_that_a_way_of_steps_joins_with_it(
    pairs: set[tuple[int, int]], of: int
) -> None:
    known = succession(pairs)
    before = {str(n) for n in range(10) if leads(pairs, n, of)}
    after = {str(n) for n in range(10) if leads(pairs, of, n)}
    assert (known.before(str(of)), known.after(str(of))) == (before, after)
    assert known.line(str(of)) == before | after | {str(of)}


@given(ACYCLIC)
def test_the_kind_of_a_step_is_counted(pairs: set[tuple[int, int]]) -> None:
    known = succession(pairs)
    kinds = {
        (False, False): "replaced",
        (True, False): "merged",
        (False, True): "split",
        (True, True): "regrouped",
    }
    for earlier, later in pairs:
        several_before = sum(other == later for _, other in pairs) > 1
        several_after = sum(one == earlier for one, _ in pairs) > 1
        step: Pair = (str(earlier), str(later))
        assert known.kind(step) == kinds[several_before, several_after]


@given(ACYCLIC, YEARS)
def test_nothing_comes_before_what_it_succeeds(
    pairs: set[tuple[int, int]], years: Sequence[int]
) -> None:
    known = succession(pairs)
    ordered = known.ordered(map(str, range(10)), lambda iri: years[int(iri)])
    assert sorted(ordered) == [str(n) for n in range(10)]
    assert all(ordered.index(str(one)) < ordered.index(str(other)) for one, other in pairs)
    if all(years[one] <= years[other] for one, other in pairs):
        assert all(years[int(one)] <= years[int(other)] for one, other in pairwise(ordered))


@given(ANY, YEARS)
@settings(max_examples=50)
def test_circles_end_and_what_is_in_none_keeps_its_place(
    pairs: set[tuple[int, int]], years: Sequence[int]
) -> None:
    known = succession(pairs)
    ordered = known.ordered(map(str, range(10)), lambda iri: years[int(iri)])
    assert sorted(ordered) == [str(n) for n in range(10)]
    for one, other in pairs:
        if str(one) not in known.after(str(other)):
            assert ordered.index(str(one)) < ordered.index(str(other))
