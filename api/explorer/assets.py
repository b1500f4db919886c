"""What browsers load: our own files, and those that Vite builds from `web`, by its manifest."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final

HOME: Final = Path(__file__).parent
BUILT: Final = HOME / "built"
STATIC: Final = HOME / "static"
SWAGGER: Final = HOME.parent.parent / "node_modules" / "swagger-ui-dist"
ADDRESS: Final = "/static/built/"
FIRST_FONTS: Final = ("Regular", "SemiBold", "Bold")


def served() -> list[tuple[str, Path]]:
    """Return the folders that browsers load from, by path, the most particular first."""
    folders = (("/static/swagger-ui", SWAGGER), ("/static/built", BUILT), ("/static", STATIC))
    return [(path, folder) for path, folder in folders if folder.is_dir()]


def is_built() -> bool:
    """Return whether the files are there: they are not where Node.js was missing."""
    return bool(_manifest())


def style(name: str) -> str | None:
    """Return the address of a style sheet that is built, by the name of its source."""
    return _address(name)


def scripts(names: Sequence[str]) -> list[str]:
    """Return the addresses of the scripts that are built, by the names of their sources."""
    return [found for name in names if (found := _address(name))]


def preloads(names: Sequence[str]) -> list[str]:
    """Return the addresses of what these scripts import, which a browser can fetch at once."""
    known, found, waiting = _manifest(), list[str](), list(names)
    while waiting:
        for key in known.get(waiting.pop(), {}).get("imports", ()):
            address = ADDRESS + known[key]["file"]
            if address not in found:
                found.append(address)
                waiting.append(key)
    return found


def fonts() -> list[str]:
    """Return the addresses of the fonts that the head of every page is written in."""
    ends = tuple(f"-{weight}.woff2" for weight in FIRST_FONTS)
    return [ADDRESS + entry["file"] for name, entry in _manifest().items() if name.endswith(ends)]


def _address(name: str) -> str | None:
    entry = _manifest().get(name)
    return ADDRESS + entry["file"] if entry else None


@cache
def _manifest() -> Mapping[str, Any]:
    file = BUILT / "manifest.json"
    if not file.is_file():
        return {}
    manifest: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return manifest
