"""All coding sheets of a folder, read together: one run finds every error in every sheet."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from graph.coding import lines, paths
from graph.coding.advice import problems_of
from graph.coding.context import Context
from graph.coding.sheet import Sheet
from graph.errors import Problem, SheetError
from graph.passages import Prover

_AGREEMENT: Final = (("document", "about"), ("agreement", "key"))
"""The two places where a sheet says which agreement it is about."""


@dataclass(frozen=True)
class CodedSheet:
    """A sheet whose quotes are proved, and where each part of it stands in its file."""

    source: lines.Document
    sheet: Sheet
    agreement: str


def parse_sheets(folder: Path) -> list[lines.Document]:
    """Return every sheet of the folder as parsed YAML, in the order of the file names.

    Raises SheetError with every file that is not YAML, and with these alone: whatever the others
    say of what it declares would be called unknown, and the one slip buried.
    """
    documents: list[lines.Document] = []
    unreadable: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            documents.append(lines.read(path))
        except SheetError as error:
            unreadable += error.problems
    if unreadable:
        raise SheetError(unreadable)
    return documents


def read_sheets(
    documents: Sequence[lines.Document], provers: Mapping[str, Prover]
) -> list[CodedSheet]:
    """Check the sheets against their models, each other and the texts that they quote.

    `provers` finds the quotes of each document, by its key. Raises SheetError with all problems;
    where it is not clear whose elements a sheet codes, with that alone, as `parse_sheets` does.
    """
    if unclear := [problem for document in documents for problem in _one_agreement(document)]:
        raise SheetError(unclear)
    problems = [problem for document in documents for problem in document.problems]
    known = frozenset(path for document in documents for path in _paths(document.content))
    retired = frozenset(path for document in documents for path in _retired(document.content))
    for document in documents:
        problems += _numbers_given_twice(document, retired)
    coded: list[CodedSheet] = []
    for document in documents:
        context = Context(_agreement(document.content), document.name, known, retired, provers)
        try:
            sheet = Sheet.model_validate(document.content, context=context)
        except ValidationError as error:
            problems += problems_of(error, document, Sheet)
        else:
            coded.append(CodedSheet(document, sheet, context.agreement))
    if problems:
        raise SheetError(problems)
    return coded


def _paths(content: Any) -> Iterator[str]:
    """Yield the path of everything that a sheet declares, whether or not it is right in itself."""
    agreement = _agreement(content)
    if declared := _mapping(content, "agreement"):
        yield agreement
        yield from (f"{agreement}/{paths.reference(p)}" for p in _places(declared, paths.BELOW))
    yield from (paths.path(place, agreement) for place in _places(content, paths.SECTIONS))


def _places(content: Any, sections: Iterable[str], stem: str = "") -> Iterator[str]:
    """Yield where each thing of these sections stands, and each record below one of them."""
    for name in sections:
        for number, below in _mapping(content, name).items():
            yield f"{stem}{name}/{number}"
            yield from _places(below, paths.BELOW, f"{stem}{name}/{number}/")


def _retired(content: Any) -> Iterator[str]:
    """Yield the path of everything that a sheet says was taken out of use."""
    agreement = _agreement(content)
    yield from (paths.path(place, agreement) for place in _mapping(content, "retired"))


def _agreement(content: Any) -> str:
    """Return the key of the agreement that a sheet's elements belong to, empty if it names none."""
    declared = _mapping(content, "agreement").get("key")
    about = _mapping(content, "document").get("about")
    return str(declared or about or "")


def _mapping(content: Any, key: str) -> dict[str, Any]:
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, dict) else {}


def _numbers_given_twice(document: lines.Document, retired: frozenset[str]) -> Iterator[Problem]:
    """Yield what a sheet declares though it, or another sheet, says that it was retired."""
    agreement = _agreement(document.content)
    for place in set(_places(document.content, paths.SECTIONS)):
        if paths.path(place, agreement) in retired:
            wrong = f"{place} is retired, and a number is never given twice"
            yield document.problem(tuple(place.split("/")), wrong, "give it the next free number")


def _one_agreement(document: lines.Document) -> Iterator[Problem]:
    """Yield a problem where the two places that name the agreement differ."""
    about, key = (_mapping(document.content, part).get(name) for part, name in _AGREEMENT)
    if about and key and about != key:
        wrong = f"the document is about '{about}', the agreement here is '{key}'"
        yield document.problem(("document", "about"), wrong, "make the two the same")
