"""Responses that hold an answer, a table or RDF, whatever it is of."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

from fastapi import Request, Response
from starlette.exceptions import HTTPException

from api.delivery import CSV, JSON, JSONLD, MARKDOWN, TABLE_FILES, TABLES, TURTLE, XLSX, Wanted
from api.links import formats
from api.tables.about import About
from api.tables.markdown import to_markdown
from api.tables.table import Table, to_csv, to_metadata
from api.tables.workbook import to_xlsx
from graph.answers import Labels, Scope
from graph.ask import Given
from graph.errors import ParameterError
from graph.jsonld import write_jsonld
from graph.names import Language
from graph.resources.parameters import read_language
from graph.turtle import Triples, write_turtle

SILENT, NOT_CODED = "Aftalegraf-Silent", "Aftalegraf-Not-Coded"


class Released(Protocol):
    """An answer that names its release and can be written as JSON."""

    @property
    def release(self) -> str:
        """Return the name of the release."""

    def model_dump_json(self) -> str:
        """Return the answer as JSON."""


Found = TypeVar("Found", bound=Released)


def read_bom(given: Given) -> tuple[bool, dict[str, list[str]]]:
    """Return whether a byte order mark is wanted (`bom=1`), and the other parameters."""
    rest = {name: list(values) for name, values in given.items() if name != "bom"}
    values = list(given.get("bom", ()))
    if values not in ([], ["0"], ["1"]):
        raise ParameterError("bom: write 1 for a byte order mark, which Excel wants, or 0")
    return values == ["1"], rest


def take_none(given: Given) -> None:
    """Raise ParameterError where anything is given."""
    if given:
        raise ParameterError(f"{', '.join(given)}: there are no parameters here")


def scope_headers(scope: Sequence[Scope]) -> dict[str, str]:
    """Say beside an answer which documents are silent, and which are not coded for it yet."""
    ids = {
        finding: [e.document.id or e.document.iri for e in scope if e.finding == finding]
        for finding in ("silent", "not-coded")
    }
    named = {SILENT: ", ".join(ids["silent"]), NOT_CODED: ", ".join(ids["not-coded"])}
    return {header: text for header, text in named.items() if text}


def answer_response(
    request: Request,
    wanted: Wanted,
    given: Given,
    title: Labels,
    run: Callable[[Given], Found],
    tabulate: Callable[[Found, Language], Table],
    scope: Callable[[Found], Sequence[Scope]] = lambda _: (),
    triples: Callable[[Found], Triples] | None = None,
) -> Response:
    """Return what `run` finds as JSON, as the table that `tabulate` makes of it, or as RDF.

    `run` is given the parameters but `lang` and `bom`. `scope` is what the documents say to the
    answer, where it tells that. Raises a 406 that lists what is offered for any other format, RDF
    among them where there are no `triples`.
    """
    bom, rest = read_bom(given)
    language = read_language(rest)
    found = run(rest)
    headers = {"Link": ", ".join(formats(wanted, request)), **scope_headers(scope(found))}
    if wanted.media_type == JSON:
        return Response(found.model_dump_json(), media_type=JSON, headers=headers)
    if wanted.media_type in TABLES:
        table = tabulate(found, language)
        return table_response(table, wanted, title, bom, language, found.release, headers)
    if triples:
        return rdf_response(triples(found), wanted, headers)
    raise HTTPException(406, f"this is offered: {', '.join((JSON, *TABLE_FILES))}")


def table_response(
    table: Table,
    wanted: Wanted,
    title: Labels,
    bom: bool,
    language: Language,
    release: str,
    headers: Mapping[str, str],
) -> Response:
    """Return a table as CSV, Markdown or XLSX, or the CSVW metadata of it, as is wanted."""
    name = wanted.path.rsplit("/", 1)[-1]
    if wanted.media_type in (MARKDOWN, XLSX):
        return _file_response(table, wanted, f"{name}-{release}", language, headers)
    if wanted.media_type == CSV:
        file = f'inline; filename="{name}-{release}.csv"'  # a saved table names its release
        told = {**headers, "Content-Disposition": file}
        return Response(to_csv(table, bom), media_type=CSV, headers=told)
    body = to_metadata(table, f"{name}.csv", title, language, release)
    return Response(body, media_type=wanted.media_type)


def _file_response(
    table: Table, wanted: Wanted, name: str, language: Language, headers: Mapping[str, str]
) -> Response:
    """Return a table as a file that says of itself what it is and how it is cited."""
    assert wanted.cite  # every route has it
    about = About(wanted.cite(language), headers.get(SILENT, ""), headers.get(NOT_CODED, ""))
    if wanted.media_type == MARKDOWN:
        body, placed, ending = to_markdown(table, about).encode(), "inline", "md"
    else:
        body, placed, ending = to_xlsx(table, about), "attachment", "xlsx"
    told = {**headers, "Content-Disposition": f'{placed}; filename="{name}.{ending}"'}
    return Response(body, media_type=wanted.media_type, headers=told)


def rdf_response(triples: Triples, wanted: Wanted, headers: Mapping[str, str]) -> Response:
    """Return triples as Turtle or JSON-LD."""
    body = write_turtle(triples) if wanted.media_type == TURTLE else write_jsonld(triples)
    assert wanted.media_type in (TURTLE, JSONLD)
    return Response(body, media_type=wanted.media_type, headers=dict(headers))
