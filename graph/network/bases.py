"""What an edge rests on: an assertion, a rule, or what the thing that it is said of rests on."""

from dataclasses import dataclass, field
from typing import TypeAlias

from graph.network.adjacency import Adjacency
from graph.network.columns import NONE, Said

Triple: TypeAlias = tuple[str, str, str]
"""Subject, property and object, as IRIs."""


@dataclass
class Basis:
    """The grounds, reasons and passages of an edge, and the documents of these passages."""

    grounds: set[str] = field(default_factory=set)
    whys: set[str] = field(default_factory=set)
    passages: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)

    def add(self, said: Said, adjacency: Adjacency) -> None:
        """Take in something that is said of the edge."""
        for number, known in (
            (said.ground, self.grounds),
            (said.why, self.whys),
            (said.passage, self.passages),
            (said.document, self.documents),
        ):
            if number != NONE:
                known.add(adjacency.iris[number])
