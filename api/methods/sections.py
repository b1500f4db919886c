"""The sections of the page: read from their folders, and made into HTML with figures filled in."""

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import SimpleNamespace
from typing import Final

from jinja2 import Environment, StrictUndefined
from markdown_it import MarkdownIt
from pydantic import TypeAdapter

from api.methods.examples import Example
from graph.answers import Labels, Model
from graph.names import Language

LANGUAGES: Final[Sequence[Language]] = ("da", "en")

_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False})
_MARKS: Final = re.compile(r"([\\*_\[\]<>#&!|~])")
_EXAMPLES: Final = TypeAdapter(dict[str, Example])


class Text(Model):
    """A section in one language: the title, and the rest in Markdown or in HTML."""

    title: str
    body: str


class Section(Model):
    """A section: its anchor, its text in each language, and its examples by their names."""

    anchor: str
    texts: Mapping[Language, Text]
    examples: Mapping[str, Example]


class _Ready(str):
    """Markdown, which is not escaped."""

    __slots__ = ()


@cache
def sections() -> Sequence[Section]:
    """Return all sections in their order; raise an error for one that lacks a file."""
    folders = (entry for entry in (files("api.methods") / "texts").iterdir() if entry.is_dir())
    return [_read(folder) for folder in sorted(folders, key=lambda folder: folder.name)]


def _read(folder: Traversable) -> Section:
    return Section(
        anchor=folder.name.partition("-")[2],
        texts={
            language: _split((folder / f"{language}.md").read_text("utf-8"))
            for language in LANGUAGES
        },
        examples=_EXAMPLES.validate_python(
            tomllib.loads((folder / "examples.toml").read_text("utf-8"))
        ),
    )


def _split(text: str) -> Text:
    title, _, body = text.partition("\n")
    return Text(title=title.removeprefix("## "), body=body)


def render(section: Section, filled: Mapping[str, SimpleNamespace], language: Language) -> Text:
    """Return a section in HTML, with the figures of its examples in the text.

    Raises an UndefinedError where the text names a figure that there is not.
    """
    text = section.texts[language]
    marked = _environment(language).from_string(text.body).render(filled)
    return Text(title=text.title, body=_MARKDOWN.render(marked))


@cache
def _environment(language: Language) -> Environment:
    """Return what fills in figures: a label in the language, a decimal as it is written there."""
    made = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # what is made is Markdown, and `finalize` escapes for that
        finalize=_teller(language),
    )
    made.filters["link"] = _link
    return made


def _teller(language: Language) -> Callable[[object], str]:
    def tell(figure: object) -> str:
        if isinstance(figure, _Ready):
            return figure
        if isinstance(figure, float):
            return f"{figure:g}".replace(".", "," if language == "da" else ".")
        if isinstance(figure, Mapping):
            figure = Labels.model_validate(figure).marked(language)
        return _MARKS.sub(r"\\\1", " ".join(str(figure).split()))

    return tell


def _link(example: SimpleNamespace) -> _Ready:
    return _Ready(f"[`{example.address}`](<{example.address}>)")
