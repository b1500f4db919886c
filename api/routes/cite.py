"""How the answer at an address is cited."""

from typing import Final

from fastapi import APIRouter, Request, Response

from api.citing.addresses import read_address
from api.citing.cite import MEDIA_TYPES, cite_address
from api.delivery import BIBTEX, CITE, CSL, RIS, TEXT, today
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.parameters import control
from graph.citation_styles import STYLES, Style
from graph.errors import ParameterError, nearest
from graph.resources.parameters import read_choice, read_language, read_one

router = APIRouter(tags=["cite"])

KNOWN: Final = ("of", "style")
PARAMETERS: Final = [
    control(
        "of",
        "The address that is cited: a path of this service with its query, escaped as one value.",
        {"type": "string", "minLength": 1},
        required=True,
        example="/api/v1/compare?agreement=dk84-2019&agreement=dk84-2024",
    ),
    control(
        "style",
        "How the citation is written; it stands above the header Accept.",
        {"type": "string", "enum": list(STYLES)},
    ),
    {"$ref": "#/components/parameters/lang"},
]
CONTENT: Final = {kind: {"schema": {"type": "string"}} for kind in (TEXT, BIBTEX, RIS)}


@router.get(
    CITE,
    operation_id="cite",
    summary="The citation of an answer: text, BibTeX, CSL-JSON or RIS",
    response_class=Response,
    responses={200: {"content": {**CONTENT, CSL: {"schema": {"type": "array"}}}}},
    openapi_extra={"parameters": PARAMETERS},
)
def cited(
    request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
) -> Response:
    """Tell how to cite the answer at an address: what it is called, where, which release, when.

    The day of access is today's, by UTC. Nothing is fetched: the title is made of the route and
    of the names of the things that the address names.
    """
    rest = {name: list(values) for name, values in given.items()}
    language = read_language(rest)
    for name in rest:
        if name not in KNOWN:
            advice = nearest(name, KNOWN)
            raise ParameterError(
                f"a citation has no '{name}': escape the & of the address; {advice}"
            )
    style = _style(read_choice(rest, "style", ("", *STYLES), ""), wanted.media_type)
    base = str(request.base_url)
    address = read_address(read_one(rest, "of", ""), base)
    found = cite_address(address.path, address.query, base, resources, language, today())
    media_type = MEDIA_TYPES[style]
    charset = "" if media_type in (TEXT, CSL) else "; charset=utf-8"
    return Response(STYLES[style](found), media_type=media_type + charset)


def _style(named: str, media_type: str) -> Style:
    """Return the style of that name, or else the one that the header Accept chose."""
    return next(
        style for style, kind in MEDIA_TYPES.items() if (named or kind) in (style, media_type)
    )
