"""When a data release was issued: what a curator says of it, for no program can know."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import BeforeValidator, ValidationError

from graph.coding import lines
from graph.coding.advice import problems_of
from graph.coding.faults import fault
from graph.coding.quotes import Strict
from graph.errors import Problem, SheetError

FILE: Final = "release.yaml"


def _day(written: object) -> date:
    try:
        day = date.fromisoformat(str(written))
    except ValueError:
        day = None
    if day is None or day.isoformat() != written:
        raise fault(f"'issued' is no date: '{written}'", "write a day as 2026-11-26")
    return day


class Said(Strict):
    """What `release.yaml` says."""

    issued: Annotated[date, BeforeValidator(_day)]


def read_issued(data: Path) -> date:
    """Return the day that `release.yaml` of the folder gives.

    Raises SheetError where the file is missing or says anything but one such day.
    """
    path = data / FILE
    if not path.is_file():
        wrong, right = "there is no such file", "write `issued: 2026-11-26` into it, with your day"
        raise SheetError([Problem(str(path), 1, wrong, right)])
    document = lines.read(path)
    if document.problems:
        raise SheetError(document.problems)
    try:
        return Said.model_validate(document.content).issued
    except ValidationError as error:
        raise SheetError(list(problems_of(error, document, Said))) from error
