"""What the commands share: errors told plainly, tables, the address to listen on."""

import csv
import io
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NoReturn

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from api.settings import Settings
from graph.errors import AftalegrafError

out, err = Console(), Console(stderr=True)

STATED: Final = ("finding", "stated")
"""The cell of nearly every row, which a reader can do without."""


def say(text: str) -> None:
    """Print a line to the output as it is, without markup."""
    out.print(text, markup=False, highlight=False, soft_wrap=True)


def note(text: str) -> None:
    """Print a line about an answer to the error output, so that the answer can be piped."""
    err.print(text, markup=False, highlight=False, soft_wrap=True)


def fail(message: str) -> NoReturn:
    """Print a message to the error output and end with status 1."""
    err.print(message, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


@contextmanager
def told() -> Iterator[None]:
    """Turn the errors that are raised on purpose, and files that cannot be read, into messages."""
    try:
        yield
    except (AftalegrafError, OSError, UnicodeDecodeError) as error:
        fail(str(error))


def settings() -> Settings:
    """Return the settings of the environment; fail with the variable's name where one is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        wrong = (f"AFTALEGRAF_{e['loc'][0]}".upper() + f": {e['msg']}" for e in error.errors())
        fail("; ".join(wrong))


def pairs(parameters: Sequence[str]) -> dict[str, list[str]]:
    """Return `name=value` arguments as values by name; fail where one is not of that form."""
    given: dict[str, list[str]] = {}
    for text in parameters:
        name, equals, value = text.partition("=")
        if not equals:
            fail(f"'{text}' is not of the form name=value")
        given.setdefault(name, []).append(value)
    return given


def print_table(text: str) -> None:
    """Print CSV as a table."""
    header, *rows = csv.reader(io.StringIO(text))
    table = Table(*header)
    for row in rows:
        table.add_row(*(cell.replace("[", "\\[") for cell in row))
    out.print(table)


def print_records(text: str) -> None:
    """Print CSV as a block a row: the first cell, and under it what the other cells say.

    A question's rows are too wide for a table in a terminal; identifiers are left to CSV and JSON,
    the documents without a row to `to_sentences`.
    """
    for row in csv.DictReader(io.StringIO(text)):
        (_, heading), *rest = row.items()
        if row["finding_document"]:
            continue
        say(heading)
        for name, cell in rest:
            if cell and not name.endswith(("_id", "_document")) and (name, cell) != STATED:
                say(f"    {name}: {cell}")


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound to the address; fail with what to do where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        fail(
            f"cannot listen at {host}:{port}: {error.strerror or error}; "
            "stop what is there, or set AFTALEGRAF_HOST and AFTALEGRAF_PORT to another address"
        )
    return listening
