"""The one door to the data: `Engine`, and the engines over a store of this process."""

from graph.engine.door import Engine, Row, Solutions, Term, solutions, value
from graph.engine.embedded import EmbeddedEngine, fill
from graph.engine.store import StoreEngine

__all__ = [
    "EmbeddedEngine",
    "Engine",
    "Row",
    "Solutions",
    "StoreEngine",
    "Term",
    "fill",
    "solutions",
    "value",
]
