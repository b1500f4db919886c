"""The parameters of lists, things and searches, as OpenAPI declares them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from graph.names import Language
from graph.resources import facets, vocabulary
from graph.resources.facets import Facet
from graph.resources.includes import PATHS, QUOTES
from graph.resources.index import SORTS
from graph.resources.parameters import MAX_LIMIT
from graph.resources.searching import MAX_SUGGESTIONS

Node: TypeAlias = dict[str, Any]


def facet_parameter(facet: Facet) -> Node:
    """Return the parameter that filters by a facet."""
    return {
        "name": facet.name,
        "in": "query",
        "description": f"{facet.label.en} / {facet.label.da}",
        "schema": {"type": "array", "items": values_of(facet.kind)},
    }


def values_of(kind: str) -> Node:
    """Return the schema of what a parameter of a kind takes; a thing by its id, slug or IRI."""
    if kind == "date":
        return {"type": "string", "format": "date"}
    known = vocabulary()
    if kind == "class":
        return {"type": "string", "enum": sorted(c.kind for c in known.collections.values())}
    return {"type": "string", **({"enum": known.codes[kind]} if kind in known.codes else {})}


def control(name: str, description: str, schema: Node, **more: object) -> Node:
    """Return the declaration of a parameter of the query."""
    return {"name": name, "in": "query", "description": description, "schema": schema, **more}


def _words(known: Sequence[str]) -> Node:
    return {"type": "array", "items": {"type": "string", "enum": list(known)}}


_LANGUAGES: Final[Sequence[Language]] = ("da", "en")
CONTROLS: Final[Mapping[str, Node]] = {
    "id": {
        "name": "id",
        "in": "path",
        "required": True,
        "description": "The short id, such as `dk82-2019.goal.1`.",
        "schema": {"type": "string"},
    },
    "ids": control(
        "id",
        "The things that are wanted, by their short ids.",
        {"type": "array", "items": {"type": "string"}},
    ),
    "valid_on": control(
        "valid_on",
        "A day that is in the thing's own time, or else in that of its agreement.",
        {"type": "string", "format": "date"},
    ),
    "facets": control("facets", "The facets to count.", _words(tuple(facets()))),
    "sort": control(
        "sort",
        "The order; `-` turns it round.",
        {"type": "string", "enum": [*SORTS, *(f"-{name}" for name in SORTS)], "default": "id"},
    ),
    "fields": control(
        "fields",
        "The fields of each thing that are wanted; of a table its columns, in that order.",
        {"type": "array", "items": {"type": "string"}},
    ),
    "include": control(
        "include",
        "What to bring along for each thing: "
        + ", ".join(f"`{name}`" for name in (QUOTES, *PATHS))
        + "; with a dot what belongs to that: `indicators.latest_values`.",
        {"type": "array", "items": {"type": "string"}},
    ),
    "limit": control(
        "limit",
        "Things on a page. A CSV is whole without it; RDF describes at most 100 at once.",
        {"type": "integer", "minimum": 0, "maximum": MAX_LIMIT},
    ),
    "cursor": control(
        "cursor", "Where the page begins: `next` of the one before, as it is.", {"type": "string"}
    ),
    "lang": control(
        "lang",
        "The language of labels in CSV, and of the order by label.",
        {"type": "string", "enum": list(_LANGUAGES), "default": "da"},
    ),
    "lineage": control(
        "lineage",
        "1 lets `region` stand for what it succeeds and what succeeds it, too.",
        {"type": "string", "enum": ["0", "1"], "default": "0"},
    ),
    "bom": control(
        "bom",
        "1 puts a byte order mark before a CSV, for Excel.",
        {"type": "string", "enum": ["0", "1"]},
    ),
    "q": control(
        "q",
        "What is searched for.",
        {"type": "string", "minLength": 1, "maxLength": 200},
        required=True,
        example="rygestop",
    ),
    "direction": control(
        "direction",
        "Relations from the thing, or to it.",
        {"type": "string", "enum": ["out", "in"], "default": "out"},
    ),
    "property": control(
        "property",
        "The one property that is wanted, such as `serves`.",
        {"type": "string", "pattern": "^[A-Za-z0-9]+$"},
    ),
}
LIST: Final = (
    "ids",
    "valid_on",
    "facets",
    "sort",
    "fields",
    "include",
    "limit",
    "cursor",
    "lang",
    "bom",
)
SEARCH: Final = ("q", "valid_on", "facets", "limit", "cursor", "lang", "bom")
RELATIONS: Final = ("id", "direction", "property", "limit", "cursor", "lang", "bom")
SUGGESTIONS: Final = control(
    "limit", "How many.", {"type": "integer", "minimum": 1, "maximum": MAX_SUGGESTIONS}
)
