"""A tiny reader of workbooks (Office Open XML): the cells of a sheet, and how each is typed."""

import io
import re
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def part(body: bytes, name: str) -> ElementTree.Element:
    """Return a part of a workbook."""
    return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(body)).read(name))


def cells(body: bytes, sheet: int) -> dict[str, tuple[str, str]]:
    """Return the cells of a sheet, counted from 1, by their address: their type and text.

    `s` is a string, `b` a boolean, `n` a number.
    """
    strings = [_text(entry) for entry in part(body, "xl/sharedStrings.xml").iter(f"{MAIN}si")]
    found = {}
    for cell in part(body, f"xl/worksheets/sheet{sheet}.xml").iter(f"{MAIN}c"):
        assert cell.find(f"{MAIN}f") is None, "no cell is a formula"
        kind, value = cell.get("t", "n"), cell.find(f"{MAIN}v")
        assert value is not None
        text = value.text or ""
        found[cell.attrib["r"]] = (kind, strings[int(text)] if kind == "s" else text)
    return found


def _text(entry: ElementTree.Element) -> str:
    """Return a string with its escapes (ECMA-376, section 22.9.2.19) undone."""
    raw = "".join(text.text or "" for text in entry.iter(f"{MAIN}t"))
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), raw)
