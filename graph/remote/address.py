"""Where an engine is, and as whom it is asked."""

from collections.abc import Generator
from dataclasses import dataclass, field

import httpx2


@dataclass(frozen=True)
class Address:
    """The addresses of an engine for queries and for updates, and a user where it wants one.

    Both speak the SPARQL 1.1 Protocol (sections 2.1 and 2.2).
    """

    query: str
    update: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def updates(self) -> str:
        """Return where updates go: as told, or beside `…/query`, or where queries go."""
        if self.update:
            return self.update
        if self.query.endswith("/query"):
            return f"{self.query.removesuffix('/query')}/update"
        return self.query


class Credentials(httpx2.Auth):
    """Names the user once an engine asks who it is (RFC 9110, section 11), and from then on.

    By Digest (RFC 7616) where it offers that, as Virtuoso does at `/sparql-auth`, or else by Basic.
    """

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx2.DigestAuth(user, password)
        self._basic = httpx2.BasicAuth(user, password)
        self._asked: httpx2.Auth | None = None

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Yield the request, and again with the user named where the engine wants that."""
        if not self._asked:
            response = yield request
            if response.status_code != httpx2.codes.UNAUTHORIZED:
                return
            offered = response.headers.get("WWW-Authenticate", "").lower()
            self._asked = self._digest if "digest" in offered else self._basic
        yield from self._asked.auth_flow(request)
