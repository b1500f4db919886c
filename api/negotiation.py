"""Which format a client gets: the Accept header (RFC 9110, 12.5.1) against what is offered."""

from collections.abc import Sequence

from starlette.exceptions import HTTPException

from graph.names import Language


def choose(accept: str | None, offered: Sequence[str]) -> str:
    """Return the offered media type that the header likes best; the first where it does not care.

    Raises a 406 that lists what is offered where it likes none.
    """
    ranges = [_range(part) for part in (accept or "*/*").split(",") if part.strip()]
    weights = [(_quality(kind, ranges), -index) for index, kind in enumerate(offered)]
    liked = [weight for weight in weights if weight[0] > 0]
    if not liked:
        raise HTTPException(406, f"this is offered: {', '.join(offered)}")
    return offered[-max(liked)[1]]


def choose_language(accept: str | None) -> Language:
    """Return the language that the Accept-Language header likes better; Danish where it is equal.

    Only the language of a range counts (`en` of `en-GB`), and there is always an answer (RFC
    9110, 12.5.4).
    """
    ranges = [_range(part) for part in (accept or "").split(",") if part.strip()]
    liked = {"da": 0.0, "en": 0.0}
    for name, weight in ranges:
        language = name.split("-")[0]
        if language in liked:
            liked[language] = max(liked[language], weight)
    return "en" if liked["en"] > liked["da"] else "da"


def _range(part: str) -> tuple[str, float]:
    kind, *parameters = (piece.strip() for piece in part.split(";"))
    weights = [text.removeprefix("q=") for text in parameters if text.startswith("q=")]
    try:
        return kind.lower(), float(weights[0]) if weights else 1.0
    except ValueError:
        return kind.lower(), 0.0


def _quality(kind: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the weight of the most specific range that the media type is in."""
    matching = [(_specificity(name), weight) for name, weight in ranges if _matches(kind, name)]
    return max(matching)[1] if matching else 0.0


def _matches(kind: str, name: str) -> bool:
    return name in ("*/*", kind, kind.split("/")[0] + "/*")


def _specificity(name: str) -> int:
    return 2 - name.count("*")
