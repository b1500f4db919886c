"""What a file says of itself: what it holds, from where, of which release, and how it is cited."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from api.tables.table import LICENCE
from graph.answers import Labels
from graph.citation import Citation
from graph.citation_styles import to_text

_TITLE: Final = Labels(da="Titel", en="Title")
_ADDRESS: Final = Labels(da="Adresse", en="Address")
_COMMAND: Final = Labels(da="Kommando", en="Command")
_RELEASE: Final = Labels(da="Dataudgave", en="Data release")
_ISSUED: Final = Labels(da="Udgivet", en="Issued")
_SILENT: Final = Labels(da="Teksten siger det ikke (læst i sin helhed)", en="The text does not say")
_NOT_CODED: Final = Labels(da="Endnu ikke kodet", en="Not coded yet")
_CITE: Final = Labels(da="Citeres som", en="Cite as")
_LICENCE: Final = Labels(da="Licens (citater undtaget)", en="Licence (quotations apart)")


@dataclass(frozen=True)
class About:
    """What a file says of itself beside its table, in the language of the citation."""

    citation: Citation
    silent: str = ""
    """The ids of the documents that are silent, with commas."""
    not_coded: str = ""
    """The ids of those that are not coded for what is asked."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Yield what is told, each with what it is called; nothing that depends on the day."""
        cited = self.citation
        told = (
            (_TITLE, cited.title),
            (_ADDRESS if cited.url else _COMMAND, cited.place),
            (_RELEASE, cited.release),
            (_ISSUED, str(cited.issued or "")),
            (_SILENT, self.silent),
            (_NOT_CODED, self.not_coded),
            (_CITE, to_text(cited).strip()),
            (_LICENCE, LICENCE),
        )
        yield from ((label[cited.language], text) for label, text in told if text)
