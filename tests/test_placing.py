"""The names of graphs in a query, as an engine that holds several releases has them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import names
from graph.errors import (
    QuerySyntaxError,
)
from graph.remote.placing import Placing

META = f"<{names.graph('small/meta')}>"
ASKED = "SELECT * { GRAPH <graph/meta> { ?s ?p ?o } }"


@pytest.mark.parametrize(
    ("query", "there"),
    [
        (
            'SELECT ?from FROM <a> FROM NAMED <b> { ?s ?p "FROM <c>" } # FROM <d>',
            'SELECT ?from { ?s ?p "FROM <c>" } # FROM <d>',
        ),
        (f"ASK {{ GRAPH <{names.graph('meta')}> {{}} }}", f"ASK {{ GRAPH {META} {{}} }}"),
        (
            f"BASE <{names.BASE}> {ASKED}",
            f"BASE <{names.BASE}> {ASKED}".replace("<graph/meta>", META),
        ),
        (
            f"PREFIX s: <{names.BASE}> ASK {{ ?g s:graph\\/meta s:id, <s:id> }}",
            f"PREFIX s: <{names.BASE}> ASK {{ ?g {META} s:id, <s:id> }}",
        ),
        (
            f"BASE <{names.BASE}id/> PREFIX g: <../graph/> ASK {{ ?g g:meta <a>, other:meta }}",
            f"BASE <{names.BASE}id/> PREFIX g: <../graph/> ASK {{ ?g {META} <a>, other:meta }}",
        ),
        (
            f'ASK {{ FILTER(STRSTARTS(STR(?g), "{names.GRAPH}")) }}',
            f'ASK {{ FILTER(STRSTARTS(STR(?g), "{names.GRAPH}small/")) }}',
        ),
    ],
)
def test_a_query_names_the_graphs_that_are_there(query: str, there: str) -> None:
    assert Placing("small").query(query).split() == there.split()


@given(
    st.text(st.sampled_from("<>:/ a{}\\u0\"'#") | st.characters()), st.sampled_from(["", "FROM"])
)
def test_what_is_no_query_is_left_to_the_engine(text: str, last: str) -> None:
    with suppress(QuerySyntaxError):
        assert Placing("small").query(f"SELECT {text} {last}").startswith("SELECT ")
