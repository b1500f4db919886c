"""The citation of the answer at an address of this service."""

from datetime import date
from typing import Final
from urllib.parse import urljoin

from api.citing.addresses import Address, Pairs, permalink
from api.citing.titles import title_of
from api.delivery import BIBTEX, CSL, RIS, TEXT
from graph.citation import Citation, cite
from graph.citation_styles import Style
from graph.names import Language
from graph.resources import Resources

MEDIA_TYPES: Final[dict[Style, str]] = {"text": TEXT, "bibtex": BIBTEX, "csl": CSL, "ris": RIS}


def cite_address(
    path: str,
    query: Pairs,
    base: str,
    resources: Resources,
    language: Language,
    accessed: date | None = None,
) -> Citation:
    """Return the citation of the answer at a path of the service that begins with `base`.

    Raises ParameterError where nothing answers there that can be cited.
    """
    address = Address(path, tuple(query))
    place = urljoin(base, permalink(path, address.query))
    title = title_of(address, language, resources)
    return cite(title, place, language, resources, accessed)
