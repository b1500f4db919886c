"""The one door to the data: `Engine`, and the engine that lives in this process."""

from graph.engine.door import Dataset, Engine, Form, Row, Solutions, Term, value
from graph.engine.embedded import EmbeddedEngine

__all__ = ["Dataset", "EmbeddedEngine", "Engine", "Form", "Row", "Solutions", "Term", "value"]
