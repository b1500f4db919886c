"""YAML with line numbers and without surprises: every scalar is text, as the curator typed it.

YAML 1.1 would read `no` as false, `2021-05` as a string but `2021-05-01` as a date, and `1.10` as
1.1. Here nothing is guessed: the models say what a text must become.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from graph.errors import Problem, SheetError

Loc: TypeAlias = tuple[str | int, ...]


@dataclass
class Document:
    """A parsed file: its content as dicts, lists and strings, and the line of every part.

    `name` is the file's stem, `file` its path as a user would type it.
    """

    name: str
    file: str
    content: Any = None
    lines: dict[Loc, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, loc: Loc) -> int:
        """Return the line (from 1) of the part at `loc`, or of the nearest part around it."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def problem(self, loc: Loc, wrong: str, right: str) -> Problem:
        """Return the problem at `loc`, with file and line."""
        return Problem(self.file, self.line(loc), wrong, right)


def read(path: Path) -> Document:
    """Parse one YAML file; a key that it says twice is among its `problems`.

    Raises SheetError where it is not YAML, or no UTF-8.
    """
    document = Document(path.stem, _shown(path))
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        wrong = f"this is not YAML: {error.problem}"
        right = "check the indentation, and put quotes with a colon or a # in them between ' and '"
        raise SheetError([Problem(document.file, line, wrong, right)]) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        wrong = f"this file cannot be read: {error}"
        raise SheetError([Problem(document.file, 1, wrong, "save it as UTF-8 text")]) from error
    document.content = _value(root, (), document) if root else {}
    return document


def _shown(path: Path) -> str:
    """Return the path as the user would type it: relative, where it lies below."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _value(node: Node, loc: Loc, document: Document) -> Any:
    document.lines.setdefault(loc, node.start_mark.line + 1)
    if isinstance(node, MappingNode):
        return _mapping(node, loc, document)
    if isinstance(node, SequenceNode):
        return [_value(item, (*loc, i), document) for i, item in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return node.value


def _mapping(node: MappingNode, loc: Loc, document: Document) -> Mapping[str, Any]:
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        line = key_node.start_mark.line + 1
        if key in content:
            first = document.lines[(*loc, key)]
            wrong = f"'{key}' stands here a second time"
            right = (
                f"it stands in line {first} already: take one of the two away, or give this one "
                "the next free number or name"
            )
            document.problems.append(Problem(document.file, line, wrong, right))
            continue
        document.lines[(*loc, key)] = line
        content[key] = _value(value_node, (*loc, key), document)
    return content
