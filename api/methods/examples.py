"""Examples: requests of the API, and the figures that the text takes out of their answers."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Undefined, UndefinedError, pass_environment
from jinja2.filters import make_attrgetter
from pydantic import Field

from graph.answers import Model
from graph.errors import AftalegrafError


class ExampleError(AftalegrafError):
    """An answer has no such figure, or its figures are not as the text takes for granted."""


class Example(Model):
    """A request, the figures in its answer, and what the text takes for granted of them.

    `figures` and `holds` are expressions of Jinja2: the first see what the answer holds, the second
    see the figures. `list|at("topic.id", "x")` is the one entry of a list of which that is so.
    """

    address: str
    figures: Mapping[str, str]
    holds: Sequence[str] = Field(default=())


@pass_environment
def _at(environment: Environment, entries: Sequence[Any], path: str, wanted: object) -> Any:
    value_of = make_attrgetter(environment, path)
    found = [entry for entry in entries if value_of(entry) == wanted]
    if len(found) != 1:
        raise ExampleError(f"{len(found)} entries have the {path} {wanted!r}")
    return found[0]


_EXPRESSIONS: Final = Environment(undefined=StrictUndefined, autoescape=False)  # no HTML is made
_EXPRESSIONS.filters["at"] = _at


def fill(example: Example, answer: Mapping[str, Any]) -> SimpleNamespace:
    """Return the address of an example and its figures, by their names, from an answer in JSON.

    Raises ExampleError where a figure is missing, or what is taken for granted does not hold.
    """
    figures = {name: _value(text, answer, example) for name, text in example.figures.items()}
    for claim in example.holds:
        if not _value(claim, figures, example):
            raise ExampleError(f"{example.address}: it does not hold that {claim}: {figures}")
    return SimpleNamespace(address=example.address, **figures)


def _value(expression: str, seen: Mapping[str, Any], example: Example) -> Any:
    compiled = _EXPRESSIONS.compile_expression(expression, undefined_to_none=False)
    try:
        found = compiled(seen)
    except (ExampleError, TypeError, UndefinedError) as error:
        raise ExampleError(f"{example.address}: {expression}: {error}") from error
    if isinstance(found, Undefined):
        raise ExampleError(f"{example.address}: there is no {expression}")
    return found
