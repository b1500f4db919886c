"""Citations as text, BibTeX, CSL-JSON and RIS.

Each names the address, the release and the day. They are UTF-8 throughout: BibTeX gets no LaTeX
accents, which biber and every reader of today do without.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, Literal, TypeAlias

from graph.citation import Author, Citation
from graph.names import Language

Style: TypeAlias = Literal["text", "bibtex", "csl", "ris"]

_WORDS: Final[Mapping[Language, Mapping[str, str]]] = {
    "da": {"release": "Dataudgave", "issued": "udgivet", "seen": "besøgt", "none": "uden år"},
    "en": {"release": "Data release", "issued": "issued", "seen": "accessed", "none": "n.d."},
}
_TEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces even behind a backslash, so these must not be written as \{ and \}.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)


def to_text(citation: Citation) -> str:
    """Return a sentence or two for a list of references, in the language of the citation."""
    words = _WORDS[citation.language]
    year = str(citation.issued.year) if citation.issued else words["none"]
    told = (
        f"{'; '.join(map(_named, citation.authors))} ({year})",
        _plain(citation.title),
        _plain(citation.data_set),
        _release(citation),
    )
    sentences = [text if text.endswith((".", "?", "!")) else f"{text}." for text in told]
    seen = f" ({words['seen']} {citation.accessed})" if citation.accessed else ""
    return f"{' '.join(sentences)} {citation.place}{seen}\n"


def to_bibtex(citation: Citation) -> str:
    """Return an entry of the type `misc`, which every style knows.

    What old styles do not print, the release and the days, is in the note as well.
    """
    words = _WORDS[citation.language]
    note = _release(citation)
    if citation.accessed:
        note += f"; {words['seen']} {citation.accessed}"
    found = {
        "author": " and ".join(_tex_author(author) for author in citation.authors),
        "title": f"{{{_tex(citation.title)}}}",  # braced twice: no style changes its capitals
        "howpublished": _tex(citation.data_set),
        **_tex_day(citation.issued),
        "version": citation.release,
        "note": _tex(note) if citation.url else f"{_tex(note)}; {_tex(citation.place)}",
        "url": citation.url,
        "urldate": citation.accessed.isoformat() if citation.accessed and citation.url else None,
        "langid": "danish" if citation.language == "da" else "english",
    }
    fields = [f"  {name} = {{{text}}},\n" for name, text in found.items() if text]
    return f"@misc{{aftalegraf-{citation.release},\n{''.join(fields)}}}\n"


def to_csl(citation: Citation) -> str:
    """Return an item of CSL-JSON (the schema csl-data of CSL 1.0), in an array as files have it."""
    item = {
        "id": citation.url or f"aftalegraf-{citation.release}",
        "type": "dataset",
        "title": citation.title,
        "container-title": citation.data_set,
        "author": [_csl_author(author) for author in citation.authors],
        "issued": _csl_day(citation.issued),
        "accessed": _csl_day(citation.accessed),
        "URL": citation.url,
        "note": None if citation.url else citation.place,
        "version": citation.release,
        "language": citation.language,
    }
    return json.dumps([{k: v for k, v in item.items() if v}], ensure_ascii=False, indent=1) + "\n"


def to_ris(citation: Citation) -> str:
    """Return a record of RIS: a tag, two spaces, a hyphen and a text on each line, ended by ER."""
    return "".join(f"{tag}  - {text}\r\n" for tag, text in _ris(citation))


def _ris(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "DATA"
    for author in citation.authors:
        yield "AU", f"{author.name}, {author.given}" if author.given else author.name
    yield "TI", _plain(citation.title)
    yield "T2", _plain(citation.data_set)
    if citation.issued:
        yield "PY", str(citation.issued.year)
        yield "DA", f"{citation.issued:%Y/%m/%d}"
    yield "ET", citation.release
    yield "N1", _release(citation)
    yield "UR" if citation.url else "N1", citation.place
    if citation.accessed:
        yield "Y2", f"{citation.accessed:%Y/%m/%d}"
    yield "LA", citation.language
    yield "ER", ""


STYLES: Final[Mapping[Style, Callable[[Citation], str]]] = {
    "text": to_text,
    "bibtex": to_bibtex,
    "csl": to_csl,
    "ris": to_ris,
}


def _release(citation: Citation) -> str:
    words = _WORDS[citation.language]
    issued = f", {words['issued']} {citation.issued}" if citation.issued else ""
    return f"{words['release']} {citation.release}{issued}"


def _plain(text: str) -> str:
    """Return a text on one line: a line end would end a field of RIS."""
    return re.sub(r"\s+", " ", text).strip()


def _named(author: Author) -> str:
    return f"{author.name}, {author.given}" if author.given else author.name


def _tex(text: str) -> str:
    return _plain(text).translate(_TEX)


def _tex_author(author: Author) -> str:
    """Return an author; an entity in braces, so that its name is not taken apart."""
    return _tex(_named(author)) if author.given else f"{{{_tex(author.name)}}}"


def _tex_day(day: date | None) -> dict[str, str]:
    return {"year": f"{day:%Y}", "month": str(day.month)} if day else {}


def _csl_author(author: Author) -> dict[str, str]:
    if author.given:
        return {"family": author.name, "given": author.given}
    return {"literal": author.name}


def _csl_day(day: date | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None
