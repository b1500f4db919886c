"""What the commands `compare` and `changes` answer: in the terminal, or as a file."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.table import Table as View

from api.citing.addresses import Address
from api.citing.titles import title_of
from api.commands.terminal import note, out, say, told
from api.commands.views import changes_view, matrix_view, pairs_view, quality_view, shared_view
from api.delivery import API
from api.tables.about import About
from api.tables.changes import changes_table, pairs_table
from api.tables.markdown import to_markdown
from api.tables.matrix import matrix_table
from api.tables.quality import quality_table
from api.tables.shared import shared_table
from api.tables.table import Table, to_csv
from api.tables.workbook import to_xlsx
from graph.ask import Given
from graph.citation import cite
from graph.comparison import compare, read_comparison
from graph.comparison.changes import compare_changes
from graph.comparison.pairs import Pairs, read_pairs
from graph.comparison.quality import compare_quality, read_quality
from graph.comparison.shared import compare_shared, read_shared
from graph.engine import EmbeddedEngine
from graph.names import Language
from graph.release import read_release
from graph.resources import Resources


@dataclass(frozen=True)
class Found:
    """What was found: to be shown in a terminal, and to be written as a file."""

    view: View
    table: Table


@dataclass(frozen=True)
class Wish:
    """How the answer is wanted, and the command that says so."""

    command: str
    csv: bool
    md: bool
    xlsx: Path | None
    language: Language


def answer(path: str, given: Given, wish: Wish) -> None:
    """Print or write what the API answers at a path; end with a message where it is an error."""
    with told():
        resources = Resources(EmbeddedEngine(read_release()))
        found = RUN[path](given, resources, wish.language)
        about = _about(path, given, wish, resources)
        if wish.xlsx:
            wish.xlsx.write_bytes(to_xlsx(found.table, about))
            say(f"wrote {wish.xlsx}")
    if wish.csv:
        print(to_csv(found.table, bom=False).decode(), end="")
    elif wish.md:
        print(to_markdown(found.table, about), end="")
    elif not wish.xlsx:
        out.print(found.view)
    note(f"release {resources.release}")


def _about(path: str, given: Given, wish: Wish, resources: Resources) -> About:
    """Return what a file says of itself: there is no address, so the command stands for it."""
    query = tuple((name, text) for name, texts in given.items() for text in texts)
    title = title_of(Address(API + path, query), wish.language, resources)
    return About(cite(title, wish.command, wish.language, resources))


def _matrix(given: Given, resources: Resources, language: Language) -> Found:
    found = compare(read_comparison(given, resources), resources)
    return Found(matrix_view(found, language), matrix_table(found, language))


def _shared(given: Given, resources: Resources, language: Language) -> Found:
    found = compare_shared(read_shared(given, resources), resources)
    return Found(shared_view(found, language), shared_table(found, language))


def _quality(given: Given, resources: Resources, language: Language) -> Found:
    found = compare_quality(read_quality(given, resources), resources)
    return Found(quality_view(found, language), quality_table(found, language))


def _changes(given: Given, resources: Resources, language: Language) -> Found:
    asked = read_pairs(given, resources)
    if isinstance(asked, Pairs):
        return Found(pairs_view(asked, language), pairs_table(asked, language))
    found = compare_changes(asked, resources)
    return Found(changes_view(found, language), changes_table(found, language))


RUN: Final[dict[str, Callable[[Given, Resources, Language], Found]]] = {
    "/compare": _matrix,
    "/compare/shared": _shared,
    "/compare/quality": _quality,
    "/changes": _changes,
}
"""What answers, by the path of the API that gives the same."""
