"""Whether an engine answers as the embedded one does: asked before anybody answers from it.

Engines differ where the specification does not let them: Virtuoso 7.2.5 leaves out most rows of
some property paths (SPARQL 1.1 Query, section 9.3), and says nothing.
"""

import asyncio
from collections.abc import Sequence
from typing import Final

from graph.engine import Row
from graph.errors import Busy, QueryError
from graph.query import Dataset, Form
from graph.remote.client import Client
from graph.remote.placing import Placing
from graph.remote.results import ACCEPT, rows

PATIENCE: Final = 10
"""Seconds for an answer."""

_MOST: Final = 2**28
"""Bytes of an answer."""


async def difference(
    client: Client, placing: Placing, named: Sequence[str], query: str, wanted: Sequence[Row]
) -> str:
    """Return how the result of a SELECT query differs from the rows `wanted`, or "".

    `named` are the named graphs of the release on the engine. Rows must come in the same order.
    Raises Busy where the engine is away.
    """
    dataset, accept = placing.dataset(Dataset(), named), ACCEPT[Form.SOLUTIONS]
    try:
        async with asyncio.timeout(PATIENCE):
            body, _ = await client.query(placing.query(query), dataset, accept, _MOST)
        found = rows(placing.back(body))
    except TimeoutError:
        return f"no answer in {PATIENCE} s"
    except Busy:
        raise
    except QueryError as error:
        return str(error).partition("\n")[0]
    if len(found) != len(wanted):
        return f"{len(found)} rows, not {len(wanted)}"
    return "" if found == wanted else "other rows, or in another order"
