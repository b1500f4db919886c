"""gzip and zstd, of what is long enough to be worth it."""

from typing import Final

from starlette.types import ASGIApp
from starlette_compress import CompressMiddleware, add_compress_type

from api.delivery import CSL, CSV, CSVW, GEXF, GRAPHML, JSONLD, MARKDOWN, TURTLE
from api.errors import PROBLEM_JSON
from graph.formats import GRAPHS, SOLUTIONS

LEAST: Final = 1_000
"""Bytes from which an answer is compressed."""

for kind in (
    *(CSL, CSV, CSVW, GEXF, GRAPHML, JSONLD, MARKDOWN, TURTLE, PROBLEM_JSON),
    *SOLUTIONS,
    *GRAPHS,
):
    add_compress_type(kind)


def compressing(app: ASGIApp) -> ASGIApp:
    """Return an application that answers as `app`, compressed for a client that takes it."""
    return CompressMiddleware(app, minimum_size=LEAST, brotli=False)
