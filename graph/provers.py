"""A prover for every document that is coded: from its text, or from the lock beside its sheet."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from graph.coding.lines import Document
from graph.errors import Problem, SheetError
from graph.passages import LockProver, Prover, TextProver, lock_of
from graph.passages.headings import HeadingError


class Provers:
    """The provers of all documents, by the name of the sheet that codes each.

    Raises SheetError, with all problems, where a text or a lock is missing or is another one than
    the sheet says, or where a heading is not in the text.
    """

    def __init__(self, documents: Sequence[Document], coding: Path, sources: Path | None) -> None:
        """Read the texts from `sources`, or, where that is None, the locks from `coding`."""
        self.problems: list[Problem] = []
        self._texts: dict[str, TextProver] = {}
        self.by_document: dict[str, Prover] = {}
        for document in documents:
            described = _described(document)
            if described and sources:
                self._from_text(document, described, sources)
            elif described:
                self._from_lock(document, described, coding)
        if self.problems:
            raise SheetError(self.problems)

    def locks(self) -> Mapping[str, str]:
        """Return the lock of every document that was proved against its text, by file name."""
        return {f"{name}.lock.json": lock_of(prover) for name, prover in self._texts.items()}

    def _from_text(self, sheet: Document, described: Mapping[str, object], sources: Path) -> None:
        path = sources / str(described["file"])
        if not path.is_file():
            wrong = f"{path} is missing"
            self._problem(sheet, "file", wrong, "put the text there, or mend the file name")
            return
        content = path.read_bytes()
        if (digest := sha256(content).hexdigest()) != described["digest"]:
            right = "code the new text as it is now, or fetch the text that was coded"
            self._problem(sheet, "digest", f"the SHA-256 of {path} is {digest}", right)
            return
        hyphens = described.get("layout-hyphens")
        try:
            prover = TextProver(
                sheet.name,
                content.decode(),
                str(described.get("headings") or ""),
                hyphens if isinstance(hyphens, list) else (),
                self._texts,
            )
        except HeadingError as error:
            line = sheet.line(("document", "headings")) + 1 + error.number
            right = "write it as the text has it, in the order of the text"
            self.problems.append(Problem(sheet.file, line, str(error), right))
            return
        self._texts[sheet.name] = self.by_document[sheet.name] = prover

    def _from_lock(self, sheet: Document, described: Mapping[str, object], coding: Path) -> None:
        path = coding / f"{sheet.name}.lock.json"
        right = "build once where the source texts are (AFTALEGRAF_SOURCES)"
        if not path.is_file():
            self._problem(sheet, "file", f"there is neither a text nor the lock {path}", right)
            return
        prover = LockProver(json.loads(path.read_text(encoding="utf-8")))
        if prover.digest != described["digest"]:
            self._problem(sheet, "digest", f"{path} is the lock of another text", right)
            return
        self.by_document[sheet.name] = prover

    def _problem(self, sheet: Document, key: str, wrong: str, right: str) -> None:
        self.problems.append(sheet.problem(("document", key), wrong, right))


def _described(sheet: Document) -> Mapping[str, object] | None:
    """Return what the sheet says of its document, where it says enough to find the text."""
    content = sheet.content.get("document") if isinstance(sheet.content, dict) else None
    if isinstance(content, dict) and "file" in content and "digest" in content:
        return content
    return None
