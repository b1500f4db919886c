"""All coding sheets of a folder, read together: one run finds every error in every sheet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from graph.coding import lines
from graph.coding.advice import problems_of
from graph.coding.context import Context
from graph.coding.elements import ELEMENT_SECTIONS
from graph.coding.entities import ENTITY_SECTIONS
from graph.coding.records import RECORD_SECTIONS
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
    """Return every sheet of the folder as parsed YAML, in the order of the file names."""
    return [lines.read(path) for path in sorted(folder.glob("*.yaml"))]


def read_sheets(
    documents: Sequence[lines.Document], provers: Mapping[str, Prover]
) -> list[CodedSheet]:
    """Check the sheets against their models, each other and the texts that they quote.

    `provers` finds the quotes of each document, by its key. Raises SheetError with all problems.
    """
    problems = [problem for document in documents for problem in document.problems]
    problems += [problem for document in documents for problem in _own_rules(document)]
    known = frozenset(path for document in documents for path in _paths(document.content))
    coded: list[CodedSheet] = []
    for document in documents:
        context = Context(_agreement(document.content), document.name, known, provers)
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
        yield from _records(agreement, declared)
    for name, element in ELEMENT_SECTIONS.items():
        yield from _things(f"{agreement}/{element.kind}", _mapping(content, name))
    for name, entity in ENTITY_SECTIONS.items():
        yield from _things(entity.kind, _mapping(content, name))


def _things(stem: str, section: Mapping[str, Any]) -> Iterator[str]:
    """Yield the paths of a section and of all that stands below each of its things."""
    for key, content in section.items():
        yield f"{stem}/{key}"
        yield from _records(f"{stem}/{key}", content)


def _records(owner: str, content: Any) -> Iterator[str]:
    """Yield the paths of an owner's records, a programme's goals and indicators among them."""
    for name, model in (RECORD_SECTIONS | ELEMENT_SECTIONS).items():
        yield from _things(f"{owner}/{model.kind}", _mapping(content, name))


def _agreement(content: Any) -> str:
    """Return the key of the agreement that a sheet's elements belong to, empty if it names none."""
    declared = _mapping(content, "agreement").get("key")
    about = _mapping(content, "document").get("about")
    return str(declared or about or "")


def _mapping(content: Any, key: str) -> dict[str, Any]:
    value = content.get(key) if isinstance(content, dict) else None
    return value if isinstance(value, dict) else {}


def _own_rules(document: lines.Document) -> Iterator[Problem]:
    """Yield what one sheet breaks of the rules that hold between its own parts."""
    content = document.content if isinstance(document.content, dict) else {}
    for path in set(_local_paths(content)).intersection(_retired(content)):
        wrong = f"{path} is retired, and a number is never given twice"
        yield document.problem(tuple(path.split("/")), wrong, "give it the next free number")
    about, key = (_mapping(content, part).get(name) for part, name in _AGREEMENT)
    if about and key and about != key:
        wrong = f"the document is about '{about}', the agreement here is '{key}'"
        yield document.problem(("document", "about"), wrong, "make the two the same")


def _retired(content: Any) -> Iterator[str]:
    listed = content.get("retired")
    yield from (p for p in (listed if isinstance(listed, list) else ()) if isinstance(p, str))


def _local_paths(content: Any) -> Iterator[str]:
    for name in (*ELEMENT_SECTIONS, *ENTITY_SECTIONS):
        yield from _numbers(name, _mapping(content, name))


def _numbers(stem: str, section: Mapping[str, Any]) -> Iterator[str]:
    for key, content in section.items():
        yield f"{stem}/{key}"
        for name in (*RECORD_SECTIONS, *ELEMENT_SECTIONS):
            yield from _numbers(f"{stem}/{key}/{name}", _mapping(content, name))
