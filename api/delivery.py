"""What every resource has in common: its representations, its entity tag, and the cache.

A release never changes, so an answer depends on the address and the representation alone: its
entity tag is known before it is made, and one that was made is kept for the next who asks.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.cache import STAYS, Cache, Key, etag, is_known
from api.errors import to_problem
from api.negotiation import choose, choose_language
from api.responses import Whole
from graph.citation import Citation
from graph.names import Language
from graph.workers import Backend

JSON, CSV, HTML = "application/json", "text/csv", "text/html"
JSONLD, TURTLE, CSVW = "application/ld+json", "text/turtle", "application/csvm+json"
GRAPHML, GEXF = "application/graphml+xml", "application/gexf+xml"
MARKDOWN = "text/markdown"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT, BIBTEX = "text/plain", "application/x-bibtex"
CSL = "application/vnd.citationstyles.csl+json"
RIS = "application/x-research-info-systems"

TABLE_FILES: Final = (CSV, MARKDOWN, XLSX)
TABLES: Final = (*TABLE_FILES, CSVW)
"""What every table can be had as: the files, and what is to be said of the columns of a CSV."""

EXTENSIONS: Final[Mapping[str, str]] = {
    ".csv-metadata.json": CSVW,
    ".jsonld": JSONLD,
    ".json": JSON,
    ".csv": CSV,
    ".md": MARKDOWN,
    ".xlsx": XLSX,
    ".ttl": TURTLE,
    ".html": HTML,
    ".graphml": GRAPHML,
    ".gexf": GEXF,
}
"""By the end of a path. The first is the name that CSV on the Web gives (section 5.3)."""

API: Final = "/api/v1"
CITE: Final = f"{API}/cite"
COMPARE: Final = "/compare"
"""Pages that cite themselves, by their whole address."""

OFFERED: Final[Mapping[str, Sequence[str]]] = {
    CITE: (TEXT, BIBTEX, CSL, RIS),
    f"{API}/network": (JSON, CSV, MARKDOWN, XLSX, GRAPHML, GEXF),
    API: (JSON, JSONLD, CSV, TURTLE, MARKDOWN, XLSX),
    "/id/": (HTML, TURTLE, JSONLD),
    "/concept/": (HTML, TURTLE, JSONLD),
    "/ont": (HTML, TURTLE, JSONLD),
    **dict.fromkeys((COMPARE, "/data", "/methods", "/questions", "/search"), (HTML,)),
}
"""What is offered below a path, the usual one first."""

READING: Final = ("GET", "HEAD")

MAX_KEY: Final = 2_000
"""Characters of an address whose answer is kept."""

VERSION: Final = version("aftalegraf")
"""Part of every tag, since a new version of the program may write the same data otherwise."""


@dataclass(frozen=True)
class Wanted:
    """The representation that a request asks for."""

    media_type: str
    extension: str
    """The end of the path that names it; empty where the header Accept does."""
    path: str
    """The path without it."""
    cite: Callable[[Language], Citation] | None = field(default=None, compare=False, repr=False)
    """Makes the citation of the answer, which a file names; no part of what is wanted."""

    def only_json(self) -> None:
        """Raise a 406 where anything but JSON is wanted."""
        if self.media_type != JSON:
            raise HTTPException(406, f"this is offered: {JSON}")


class Delivery:
    """Passes requests for resources on with their extension taken off, and keeps the answers."""

    def __init__(self, app: ASGIApp, cache: Cache, pool: Backend) -> None:
        self._app, self._cache, self._pool = app, cache, pool

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, or pass on and keep what comes back."""
        offered = _offered(scope)
        if not offered:
            await self._app(scope, receive, send)
        elif scope["method"] not in READING:
            error = HTTPException(405, "this is only read", {"Allow": ", ".join(READING)})
            await to_problem(error)(scope, receive, send)
        else:
            answer = await self._deliver(scope, receive, offered)
            await answer(scope, receive, send)

    async def _deliver(self, scope: Scope, receive: Receive, offered: Sequence[str]) -> ASGIApp:
        headers = Headers(scope=scope)
        try:
            wanted = read_wanted(scope["path"], headers.get("accept"), offered)
        except HTTPException as error:
            return to_problem(error)
        language = choose_language(headers.get("accept-language"))
        spoken = language if wanted.media_type == HTML else None
        query = scope["query_string"].decode("latin-1")
        key = (self._pool.release, VERSION, wanted, query, spoken, *_cited(scope, headers, wanted))
        scope[STAYS] = wanted.path != CITE  # which names the day
        answer = self._cache.get(key) or await self._ask(scope, receive, wanted, key)
        if answer.status == 200 and is_known(etag(key), headers.get("if-none-match")):
            return Whole(304, b"", _validators(wanted, etag(key)))
        return answer

    async def _ask(self, scope: Scope, receive: Receive, wanted: Wanted, key: Key) -> Whole:
        inner = {**scope, "method": "GET", "path": wanted.path, "wanted": wanted}
        taken = Taken()
        try:
            await self._app(inner, receive, taken.take)
        except Exception:  # a fault of ours, which is raised again after it was logged and answered
            if not taken.status:
                raise
        if taken.status != 200:
            return Whole(taken.status, bytes(taken.body), taken.headers)
        headers = taken.headers | _validators(wanted, etag(key))
        answer = Whole(200, bytes(taken.body), headers)
        if len(repr(key)) <= MAX_KEY:
            self._cache.keep(key, answer)
        return answer


class Taken:
    """A response as it is made, taken in whole."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = bytearray()

    async def take(self, message: Message) -> None:
        """Take in the head or a part of the body."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            for name, text in Headers(raw=list(message["headers"])).items():
                if name != "content-length":
                    self.headers[name] = ", ".join(filter(None, (self.headers.get(name), text)))
        else:
            self.body += message.get("body", b"")


def read_wanted(path: str, accept: str | None, offered: Sequence[str]) -> Wanted:
    """Return the representation that a path names by its end, or else the header Accept.

    Raises a 406 that lists what is offered where the header likes none of it.
    """
    for extension, media_type in EXTENSIONS.items():
        named = media_type in offered or (media_type == CSVW and CSV in offered)
        if named and path.endswith(extension):
            return Wanted(media_type, extension, path.removesuffix(extension))
    return Wanted(choose(accept, offered), "", path)


def _offered(scope: Scope) -> Sequence[str]:
    """Return what is offered at the path of a request, or nothing where it is no resource."""
    if scope["type"] != "http":
        return ()
    path = scope["path"]
    return next((kinds for stem, kinds in OFFERED.items() if path.startswith(stem)), ())


def _cited(scope: Scope, headers: Headers, wanted: Wanted) -> Key:
    """Return what an answer that has a citation depends on as well.

    It names the address of the service as the request has it, and a citation by itself today.
    """
    server = (scope.get("scheme"), headers.get("host"))
    if wanted.path == CITE:
        return (*server, today())
    is_citing = wanted.media_type in (MARKDOWN, XLSX) or wanted.path.startswith(COMPARE)
    return server if is_citing else ()


def today() -> date:
    """Return the day of access: that of UTC, wherever the service runs."""
    return datetime.now(UTC).date()


def _validators(wanted: Wanted, tag: str) -> dict[str, str]:
    """Return the headers that a 304 has as a 200 has them (RFC 9110, section 15.4.5)."""
    deciding = ("Accept", *(("Accept-Language",) if wanted.media_type == HTML else ()))
    return {"cache-control": "no-cache", "etag": tag, "vary": ", ".join(deciding)}
