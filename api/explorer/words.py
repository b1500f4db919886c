"""The words of the pages, in both languages: one TOML file a page, a pair of texts a word."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from graph.names import Language

FIRST: Final[Language] = "da"


def words(key: str, language: Language, **values: object) -> str:
    """Return the text of a key such as `compare.title`; `{name}` in it takes a value.

    Raises KeyError for a key that no file has.
    """
    danish, english = all_words()[key]
    return (danish if language == FIRST else english).format(**values)


@cache
def all_words() -> Mapping[str, tuple[str, str]]:
    """Return every text, in Danish and in English, by its key."""
    found: dict[str, tuple[str, str]] = {}
    for file in (files("api") / "explorer" / "words").iterdir():
        for key, (danish, english) in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.name.removesuffix('.toml')}.{key}"] = danish, english
    return found
