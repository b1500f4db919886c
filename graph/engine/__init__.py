"""The one door to the data: `Engine`, and the engine that lives in this process."""

from graph.engine.door import Engine, Row, Solutions, Term, solutions, value
from graph.engine.embedded import EmbeddedEngine

__all__ = [
    "EmbeddedEngine",
    "Engine",
    "Row",
    "Solutions",
    "Term",
    "solutions",
    "value",
]
