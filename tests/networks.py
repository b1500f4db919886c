"""What the tests of the network share."""

from typing import Final

import pytest
from silences import COMMON, EVERYTHING, PREFIXES, document, element, passage

from graph.engine import EmbeddedEngine
from graph.network.request import Asked, read_asked
from graph.release import Release
from graph.resources import Resources

WORDS: Final = (*EVERYTHING, "aftale:serves", "aftale:pursues", "aftale:composedOf")


def assertion(subject: str, property_: str, object_: str, name: str, ground: str = "stated") -> str:
    path = f"{subject}/{property_}/{object_}/{name}".replace("/", "-")
    return (
        f"<{subject}> aftale:{property_} <{object_}> .\n"
        f"<assertion/{path}> a aftale:Assertion ; aftale:assertedSubject <{subject}> ;"
        f" aftale:assertedPredicate aftale:{property_} ; aftale:assertedObject <{object_}> ;"
        f" aftale:ground concept:ground-{ground} ; aftale:evidence <passage/{path}> .\n"
        + passage(path, name)
    )


SQUARE: Final = "\n".join(
    (
        *(PREFIXES, COMMON),
        document("a", "n", WORDS),
        document("b", "n", WORDS),
        document("c", "s", WORDS),
        document("d", "s", ["aftale:Goal"]),
        *(element("Vision", "a", 1, "adopted"),),
        *(element("Goal", "a", number, "adopted") for number in (1, 2)),
        *(element("Initiative", "a", number, "adopted") for number in (1, 2)),
        assertion("a/goal/1", "pursues", "a/vision/1", "a", "structural"),
        assertion("a/goal/2", "pursues", "a/vision/1", "a", "structural"),
        assertion("a/initiative/1", "serves", "a/goal/1", "a"),
        assertion("a/initiative/2", "serves", "a/goal/1", "a"),
        assertion("a/initiative/2", "serves", "a/goal/2", "a", "analyst"),
        element("Goal", "b", 1, "declined"),
        element("Initiative", "b", 1, "declined"),
        assertion("b/initiative/1", "serves", "b/goal/1", "b"),
    )
)


def made(turtle: str, inferred: str = "") -> Resources:
    graphs = {"all": turtle.encode(), "inferred": (PREFIXES + inferred).encode()}
    return Resources(EmbeddedEngine(Release("made-up", graphs)))


@pytest.fixture(scope="module")
def square() -> Resources:
    return made(SQUARE)


def asked(resources: Resources, **given: str) -> Asked:
    return read_asked({name: [text] for name, text in given.items()}, (), resources)
