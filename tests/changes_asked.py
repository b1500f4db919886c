"""What the tests of changes share: asking for a comparison, and naming what it tells."""

from typing import Any

from graph.comparison.changes import Change, Changes, compare_changes
from graph.comparison.pairs import Asked, read_pairs
from graph.resources import Resources

PREFIX = "PREFIX a: <https://w3id.org/sundhedsaftaler/ont#> "
PAIRS = [("dk82-2019", "dk82-2024"), ("dk84-2019", "dk84-2024")]


def asked(resources: Resources, **wanted: str) -> Changes:
    named = {name.removesuffix("_"): [text] for name, text in wanted.items()}
    found = read_pairs(named, resources)
    assert isinstance(found, Asked)
    return compare_changes(found, resources)


def every_change(found: Changes) -> list[Change]:
    return [change for group in found.groups for change in group.changes]


def ids(things: Any) -> list[str]:
    return [thing.id for thing in things]
