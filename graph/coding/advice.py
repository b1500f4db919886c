"""From what pydantic found to what a curator can mend: `file:line: what is wrong; what to do`."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from graph.coding.lines import Document, Loc
from graph.errors import Problem, nearest

RIGHT = {
    "dict_type": "put its keys below it, indented",
    "list_type": "put its items below it, each after a hyphen",
    "model_type": "put its keys below it, indented",
    "string_type": "write one text here",
    "date_from_datetime_parsing": "write a date as 2021-12-31",
    "date_parsing": "write a date as 2021-12-31",
    "int_parsing": "write a whole number",
    "decimal_parsing": "write a number with a decimal point, such as 16.9",
    "bool_parsing": "write true or false",
    "string_too_short": "write it, or leave the key out",
    "too_short": "give at least one",
}


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> Iterator[Problem]:
    """Yield a Problem, with file and line, for each thing that pydantic found."""
    for details in error.errors(include_url=False):
        loc = tuple(part for part in details["loc"] if part != "[key]")
        wrong, right = _advice(details, loc, model)
        yield document.problem(loc, wrong, right)


def _advice(details: ErrorDetails, loc: Loc, model: type[BaseModel]) -> tuple[str, str]:
    key, context = str(loc[-1]) if loc else "the sheet", details.get("ctx", {})
    match details["type"]:
        case "fault":
            return details["msg"], context["right"]
        case "extra_forbidden":
            return f"unknown key '{key}'", nearest(key, _keys_beside(loc, model))
        case "missing":
            return f"'{key}' is missing", f"add `{key}:` here"
        case "literal_error":
            return f"'{details['input']}' is no value of '{key}'", f"use {context['expected']}"
        case "string_pattern_mismatch":
            wrong = f"'{details['input']}' has not the form that is wanted here"
            return wrong, f"it must match {context['pattern']}"
        case kind:
            return f"'{key}' is wrong: {details['msg']}", RIGHT.get(kind, "see data/README.md")


def _keys_beside(loc: Loc, model: type[BaseModel]) -> list[str]:
    """Return the keys that the model knows at the place where an unknown one stood."""
    here: Any = model
    for part in loc[:-1]:
        here = _step(here, part)
    return [field.alias or name for name, field in here.model_fields.items()]


def _step(here: Any, part: str | int) -> Any:
    """Return the model one step down: by a key of a model or mapping, or an index of a list."""
    if isinstance(here, type) and issubclass(here, BaseModel):
        fields = {field.alias or name: field for name, field in here.model_fields.items()}
        return _bare(fields[str(part)].annotation)
    return _bare(get_args(here)[-1])


def _bare(annotation: Any) -> Any:
    """Return the type itself, without `| None` and without Annotated."""
    inner = [item for item in get_args(annotation) if item is not type(None)]
    wrapped = get_origin(annotation) not in (dict, list) and inner
    return _bare(inner[0]) if wrapped else annotation
