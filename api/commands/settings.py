"""The command `settings`: what can be set by the environment, what it is now, what it means."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Final

import typer
from rich.markup import escape
from rich.table import Table

from api.commands.terminal import out, settings
from api.settings import Settings

PREFIX: Final = Settings.model_config["env_prefix"]


@dataclass(frozen=True)
class Setting:
    """One setting; where a value is empty, nothing is set."""

    variable: str
    value: str
    default: str
    meaning: str


def list_settings(
    md: Annotated[
        bool, typer.Option("--md", help="Write Markdown: the README's table, without values.")
    ] = False,
) -> None:
    """Show every setting: its environment variable, its value now, its default, its meaning."""
    if md:
        print(to_markdown(), end="")
        return
    table = Table("variable", "value", "default", "meaning")
    for found in read(settings()):
        table.add_row(*map(escape, (found.variable, found.value, found.default, found.meaning)))
    out.print(table)


def read(values: Settings) -> Iterator[Setting]:
    """Yield the settings in the order in which they are declared."""
    for name, field in Settings.model_fields.items():
        yield Setting(
            variable=f"{PREFIX}{name}".upper(),
            value=_written(getattr(values, name)),
            default=_written(field.default),
            meaning=field.description or "",
        )


def to_markdown() -> str:
    """Return the settings as a Markdown table; it is the same in every environment."""
    lines = ["| variable | default | what it sets |", "| --- | --- | --- |"]
    for found in read(Settings.model_construct()):
        default = f"`{found.default}`" if found.default else "not set"
        lines.append(f"| `{found.variable}` | {default} | {found.meaning} |")
    return "\n".join(lines) + "\n"


def _written(value: object) -> str:
    """Return a value as it is written in the environment; nothing where it is not set."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
