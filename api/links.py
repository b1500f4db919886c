"""Links between representations and pages (RFC 8288), and addresses with other parameters."""

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request

from api.citing.addresses import permalink
from api.delivery import CITE, CSL, CSV, CSVW, EXTENSIONS, JSON, JSONLD, TABLE_FILES, TURTLE, Wanted

ALTERNATES: Final = (JSON, JSONLD, *TABLE_FILES, TURTLE)

IN_QUERY: Final = "%!$&'()*+,;=:@/?"
"""What a query may have as it is (RFC 3986, section 3.4); any other byte is escaped."""


def link(address: str, relation: str, media_type: str = "") -> str:
    """Return a link as the header Link has it."""
    kind = f'; type="{media_type}"' if media_type else ""
    return f'<{address}>; rel="{relation}"{kind}'


def next_page(request: Request, cursor: str | None) -> Iterator[str]:
    """Yield the link to the next page, where there is one."""
    if cursor:
        kept = [(n, text) for n, text in request.query_params.multi_items() if n != "cursor"]
        wanted: Wanted = request.scope["wanted"]
        query = urlencode([*kept, ("cursor", cursor)])
        yield link(f"{wanted.path}{wanted.extension}?{query}", "next", wanted.media_type)


def formats(wanted: Wanted, request: Request, kinds: Sequence[str] = ALTERNATES) -> Iterator[str]:
    """Yield links to the other representations, and to what describes the columns of a table.

    Then the address to cite, which is the same for every representation (RFC 8574), and the
    citation.
    """
    sent = quote(request.scope["query_string"], safe=IN_QUERY)
    query = f"?{sent}" if sent else ""
    for extension, media_type in EXTENSIONS.items():
        if media_type in kinds and media_type != wanted.media_type:
            yield link(f"{wanted.path}{extension}{query}", "alternate", media_type)
    if wanted.media_type == CSV:
        yield link(f"{wanted.path}.csv-metadata.json{query}", "describedby", CSVW)
    lasting = permalink(wanted.path, request.query_params.multi_items())
    yield link(lasting, "cite-as")
    yield link(f"{CITE}?{urlencode({'of': lasting, 'style': 'csl'})}", "describedby", CSL)
