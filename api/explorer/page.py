"""A page as the answer to a request."""

import secrets
from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.explorer.frame import Frame
from api.explorer.policy import POLICY, policy
from graph.names import Language


def page(
    request: Request,
    language: Language,
    template: str,
    *,
    scripts: Sequence[str] = (),
    writes_styles: bool = False,
    status: int = 200,
    **content: Any,
) -> HTMLResponse:
    """Return a page made of a template and its content.

    `scripts` are sources in `web/src`. `writes_styles` says that a library among them does: then
    the page gets a nonce of its own, in `nonce`, and nobody may keep it.
    """
    wanted = request.scope.get("wanted")
    path = wanted.path + wanted.extension if wanted else request.scope["path"]
    query = request.query_params.multi_items()
    frame = Frame(path, query, language, request.scope["release"])
    nonce = secrets.token_urlsafe(16) if writes_styles else ""
    text = frame.render(template, scripts, nonce, **content)
    headers = {POLICY: policy(nonce), "Cache-Control": "no-store"} if nonce else {}
    return HTMLResponse(text, status, headers)
