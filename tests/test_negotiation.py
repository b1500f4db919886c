"""The Accept header against what is offered."""

import pytest
from starlette.exceptions import HTTPException

from api.negotiation import choose

OFFERED = ("application/json", "text/csv", "text/turtle")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        (None, "application/json"),
        ("", "application/json"),
        ("*/*", "application/json"),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/turtle, text/csv", "text/csv"),
        ("text/csv;q=0.5, text/turtle", "text/turtle"),
        ("application/json;q=0.1, */*;q=0.2", "text/csv"),
        ("text/*;q=0.9, text/csv;q=0.1", "text/turtle"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/json"),
        ("text/csv; charset=utf-8; q=1", "text/csv"),
    ],
)
def test_the_best_liked_format_is_chosen(accept: str | None, chosen: str) -> None:
    assert choose(accept, OFFERED) == chosen


@pytest.mark.parametrize("accept", ["text/html", "text/csv;q=0", "text/csv;q=x", "*/*;q=0"])
def test_what_is_not_offered_is_refused_with_what_is(accept: str) -> None:
    with pytest.raises(HTTPException) as caught:
        choose(accept, OFFERED)
    assert caught.value.status_code == 406
    assert caught.value.detail == "this is offered: application/json, text/csv, text/turtle"
