"""How many edges of each kind some things have: what a network around one of them could show."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from graph.engine import value
from graph.network.kinds import edge_kinds
from graph.resources import Resources
from graph.resources.cards import term_name
from graph.things import select_batches

_COUNTS: Final = """
SELECT ?thing ?property (COUNT(*) AS ?edges) WHERE {{
    SELECT DISTINCT ?thing ?property ?way ?other WHERE {{
        VALUES ?thing {{ UNDEF }}
        {{ ?thing ?property ?other . BIND("out" AS ?way) }}
        UNION
        {{ ?other ?property ?thing . BIND("in" AS ?way) }}
        FILTER(?property IN ({properties}))
    }}
}} GROUP BY ?thing ?property"""


def count_edges(iris: Iterable[str], resources: Resources) -> Mapping[str, Mapping[str, int]]:
    """Return for each thing how many edges of each kind lead to or from it, whatever the filters.

    A thing without any edge is not among the keys.
    """
    properties = ", ".join(f"<{kind.iri}>" for kind in edge_kinds().values())
    query = _COUNTS.format(properties=properties)
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in select_batches(resources.engine, query, sorted(set(iris))):
        found[value(row["thing"])][term_name(value(row["property"]))] = int(value(row["edges"]))
    return found
