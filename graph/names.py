"""The names of things: IRIs, the short ids that stand for them in paths, and slugs.

One rule serves all: a thing under `id/` or `concept/` has a short id that is its path with dots
for slashes, so that it can be a path segment of the API. `ontology/README.md` gives the policy.
"""

import re
import unicodedata
from typing import Final, Literal

Language = Literal["da", "en"]

BASE: Final = "https://w3id.org/sundhedsaftaler/"
ONT: Final = f"{BASE}ont#"
DATA: Final = f"{BASE}id/"
CONCEPT: Final = f"{BASE}concept/"
GRAPH: Final = f"{BASE}graph/"
SERVICE: Final = f"{BASE}service"
QUESTION: Final = f"{BASE}question/"

_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
_PATH: Final = re.compile(r"[A-Za-z0-9._~/-]+")
_NUMBER: Final = re.compile(r"(\d+)")
_SHORT_ID: Final = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*")


def term(name: str) -> str:
    """Return the IRI of an own class or property, such as `Goal` or `serves`."""
    return ONT + name


def data(path: str) -> str:
    """Return the IRI of a thing in the data, such as `dk82-2019/goal/3`."""
    return DATA + path


def concept(scheme: str, code: str) -> str:
    """Return the IRI of a concept, such as (`theme`, `tobacco`)."""
    return f"{CONCEPT}{scheme}-{code}"


def graph(name: str) -> str:
    """Return the IRI of the named graph that is built from the file `name`.ttl."""
    return GRAPH + name


def short_id(iri: str) -> str | None:
    """Return the short id of an IRI of ours, or None where it has none.

    `…/id/dk82-2019/goal/3` gives `dk82-2019.goal.3`; `…/concept/theme-tobacco` gives
    `concept.theme-tobacco`. Terms (`…/ont#Goal`) and foreign IRIs have none.
    """
    if iri.startswith(DATA):
        return iri.removeprefix(DATA).replace("/", ".")
    if iri.startswith(CONCEPT):
        return iri.removeprefix(BASE).replace("/", ".")
    return None


def is_iri(text: str) -> bool:
    """Return whether a text can be the IRI of something of ours: nothing in it needs escaping."""
    return text.startswith(BASE) and bool(_PATH.fullmatch(text.removeprefix(BASE)))


def from_short_id(text: str) -> str | None:
    """Return the IRI that a short id stands for, or None if `text` is not of that form."""
    if not _SHORT_ID.fullmatch(text):
        return None
    path = text.replace(".", "/")
    return BASE + path if path.startswith("concept/") else DATA + path


def slug(label: str) -> str:
    """Return a label as ASCII words with hyphens: `Sammen om ældre` → `sammen-om-aeldre`."""
    folded = unicodedata.normalize("NFC", label).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", folded).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def natural(text: str) -> tuple[str | int, ...]:
    """Return a key that sorts the numbers in a text by their value: `goal/2` before `goal/10`.

    What stands between the numbers and the numbers take turns, so that like meets like.
    """
    parts: list[str | int] = [*_NUMBER.split(text)]
    parts[1::2] = map(int, parts[1::2])
    return tuple(parts)
