"""The OpenAPI 3.1 description of the API: what FastAPI knows of the routes, and what the data say.

The routes of the collections and of the questions take what facets and `.rq` files declare, so
their parameters are told from these. The description is stored in `openapi.json`, with an example
for every operation, and served from there.
"""

from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.delivery import JSON, JSONLD, TABLE_FILES, TURTLE
from api.errors import PROBLEM_JSON
from api.parameters import (
    CONTROLS,
    LIST,
    RELATIONS,
    SEARCH,
    SUGGESTIONS,
    Node,
    facet_parameter,
    values_of,
)
from api.problems import PROBLEMS
from graph.answers import Answer
from graph.catalogue import Parameter, Question, questions
from graph.resources import facets, vocabulary

SCHEMAS: Final = "#/components/schemas/{model}"


def describe(app: FastAPI) -> Node:
    """Return the description of an application, without the examples of answers."""
    described = get_openapi(
        title="Aftalegraf",
        version="1",
        summary="The Danish regional health agreements as data",
        description=(files("api") / "description.md").read_text("utf-8"),
        routes=app.routes,
        license_info={"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    )
    paths, components = described["paths"], described["components"]
    for name in vocabulary().collections:
        _describe_collection(paths, name)
    paths["/api/v1/search"]["get"] |= {"parameters": _references(SEARCH, *facets())}
    paths["/api/v1/search"]["get"]["responses"]["200"]["content"] |= _as_text()
    for name in ("compare", "compare/shared", "compare/quality", "changes"):
        paths[f"/api/v1/{name}"]["get"]["responses"]["200"]["content"] |= _as_text(TABLE_FILES)
    paths["/api/v1/suggest"]["get"] |= {"parameters": [CONTROLS["q"], SUGGESTIONS]}
    for found in questions().values():
        paths[f"/api/v1/questions/{found.slug}"] = {"get": _question(found)}
    answer = Answer.model_json_schema(ref_template=SCHEMAS, mode="serialization")
    components["schemas"] |= {**answer.pop("$defs"), "Answer": answer, "Problem": _PROBLEM}
    for unused in ("HTTPValidationError", "ValidationError"):
        components["schemas"].pop(unused, None)
    components["parameters"] = {
        **CONTROLS,
        **{name: facet_parameter(facet) for name, facet in facets().items()},
    }
    components["responses"] = {str(status): _problem(status) for status in _STATUSES}
    components["headers"] = {
        name: {"description": description, "schema": {"type": "string"}}
        for name, description in _HEADERS.items()
    }
    for path, operations in paths.items():
        _describe_responses(path, operations["get"])
    return described


def _describe_collection(paths: Mapping[str, Node], name: str) -> None:
    listed = paths[f"/api/v1/{name}"]["get"]
    listed["parameters"] = _references(LIST, *facets())
    one = paths[f"/api/v1/{name}/{{id}}"]["get"]
    one["parameters"] = _references(("id", "fields", "lang", "bom"))
    related = paths[f"/api/v1/{name}/{{id}}/relations"]["get"]
    related["parameters"] = _references(RELATIONS)
    for operation in (listed, one):
        operation["responses"]["200"]["content"] |= _as_text()
    related["responses"]["200"]["content"] |= _as_text(TABLE_FILES)


def _describe_responses(path: str, operation: Node) -> None:
    """Say what may come back beside the answer."""
    answers = operation["responses"]
    answers.pop("422", None)
    if path.startswith("/api/v1"):
        answers["304"] = {"description": "What you have is still right (If-None-Match)."}
        statuses = [*_COMMON, 422]
        if "{id}" in path:
            answers["308"] = {"description": "It was merged; Location has what it is part of now."}
            statuses += [404, 410]
        for status in statuses:
            answers[str(status)] = {"$ref": f"#/components/responses/{status}"}
    answers["200"]["headers"] = {
        name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS
    }


def _question(found: Question) -> Node:
    answer = {"schema": {"$ref": SCHEMAS.format(model="Answer")}}
    return {
        "tags": ["questions"],
        "operationId": f"question-{found.slug}",
        "summary": found.title["en"],
        "description": found.title["da"],
        "parameters": [
            *(_parameter(parameter) for parameter in found.parameters.values()),
            *_references(("lang", "bom")),
        ],
        "responses": {
            "200": {
                "description": "The whole answer",
                "content": {JSON: answer, **_as_text()},
            }
        },
    }


def _parameter(parameter: Parameter) -> Node:
    said = parameter.description
    schema = values_of(parameter.kind)
    return {
        "name": parameter.name,
        "in": "query",
        "description": f"{said['en']} ({parameter.kind}) / {said['da']}",
        "schema": {"type": "array", "items": schema} if parameter.several else schema,
    }


def _references(*groups: Sequence[str] | str) -> list[Node]:
    names = [n for group in groups for n in ((group,) if isinstance(group, str) else group)]
    return [{"$ref": f"#/components/parameters/{name}"} for name in names]


def _as_text(kinds: Sequence[str] = (JSONLD, *TABLE_FILES, TURTLE)) -> Node:
    return {kind: {"schema": {"type": "string"}} for kind in kinds}


def _problem(status: int) -> Node:
    kinds = [kind for kind, entry in PROBLEMS.items() if entry.status == status]
    first = PROBLEMS[kinds[0]]
    content: Node = {"schema": {"$ref": SCHEMAS.format(model="Problem")}}
    content["example"] = {
        "type": f"/problems/{kinds[0]}",
        "title": first.title["en"],
        "status": status,
        "detail": "What is wrong here, and how to mend it.",
        "advice": first.advice["en"],
    }
    answer: Node = {"description": first.title["en"], "content": {PROBLEM_JSON: content}}
    if status in (429, 503):
        retry = {"description": "Seconds to wait", "schema": {"type": "string"}}
        answer["headers"] = {"Retry-After": retry}
    return answer


_COMMON: Final = (406, 413, 429, 500, 503)
_STATUSES: Final = (404, 406, 410, 413, 422, 429, 500, 503)
_HEADERS: Final = {
    "Aftalegraf-Release": "The data release that answered; cite it.",
    "X-Request-ID": "The id of the request: the one that was sent, or a new one.",
}
_PROBLEM: Final[Node] = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "advice"],
    "properties": {
        "type": {"type": "string", "description": "A page that explains the kind of error."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong here, and how to mend it."},
        "advice": {"type": "string", "description": "What can be done about this kind."},
    },
}
