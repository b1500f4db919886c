"""The commands that put agreements beside each other: `compare` and `changes`."""

import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands.terminal import fail

CsvFlag = Annotated[bool, typer.Option("--csv", help="Write CSV.")]
MdFlag = Annotated[bool, typer.Option("--md", help="Write Markdown.")]
XlsxFile = Annotated[
    Path | None, typer.Option("--xlsx", help="Write a workbook of Excel to this file.")
]
Lang = Annotated[str, typer.Option("--lang", help="The language of labels: da or en.")]


def compare(
    agreements: Annotated[list[str], typer.Argument(help="Agreements, such as dk84-2019.")],
    by: Annotated[
        str,
        typer.Option(
            help="theme, target_group, type or programme; with --quality goal or agreement."
        ),
    ] = "",
    differences: Annotated[
        bool, typer.Option("--differences", help="Only the rows in which the findings differ.")
    ] = False,
    shared: Annotated[
        bool, typer.Option("--shared", help="What they share, and what one alone has.")
    ] = False,
    quality: Annotated[
        bool, typer.Option("--quality", help="Which of six things each goal states.")
    ] = False,
    csv: CsvFlag = False,
    md: MdFlag = False,
    xlsx: XlsxFile = None,
    lang: Lang = "da",
) -> None:
    """Put agreements beside each other by topic: stated (how many), declined, silent, not coded."""
    if shared and quality:
        fail("--shared and --quality are two comparisons: ask for one")
    given = {"agreement": agreements}
    given |= {"by": [by]} if by else {}
    given |= {"differences": ["1"]} if differences else {}
    ways = [name for name, wanted in (("shared", shared), ("quality", quality)) if wanted]
    options = [f"--{name}" for name in ways] + (["--by", by] if by else [])
    options += ["--differences"] if differences else []
    command = shlex.join(["aftalegraf", "compare", *agreements, *options])
    path = "/".join(["/compare", *ways])
    _run(path, given, command, csv, md, xlsx, lang)


def changes(
    earlier: Annotated[
        str, typer.Argument(help="The earlier agreement; without it the pairs are listed.")
    ] = "",
    later: Annotated[str, typer.Argument(help="The later agreement or proposal.")] = "",
    csv: CsvFlag = False,
    md: MdFlag = False,
    xlsx: XlsxFile = None,
    lang: Lang = "da",
) -> None:
    """Say what became of the elements of an agreement in the next, and what is new there."""
    given = {name: [text] for name, text in (("from", earlier), ("to", later)) if text}
    command = shlex.join(["aftalegraf", "changes", *filter(None, (earlier, later))])
    _run("/changes", given, command, csv, md, xlsx, lang)


def _run(
    path: str,
    given: Mapping[str, Sequence[str]],
    command: str,
    csv: bool,
    md: bool,
    xlsx: Path | None,
    lang: str,
) -> None:
    """Answer as the API does at a path; `command` is what is cited in its place."""
    from api.commands.answers import Wish, answer

    if lang not in ("da", "en"):
        fail(f"--lang: '{lang}' is neither da nor en")
    if sum(map(bool, (csv, md, xlsx))) > 1:
        fail("--csv, --md, --xlsx: ask for one")
    answer(path, given, Wish(command, csv, md, xlsx, "en" if lang == "en" else "da"))
