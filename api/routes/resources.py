"""The resources: a list, a detail and its relations for every collection."""

from collections.abc import Callable, Sequence
from typing import Final

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel
from starlette.exceptions import HTTPException

from api.delivery import CSVW, JSON, TABLES, Wanted
from api.deps import GivenDep, ResourcesDep, WantedDep
from api.links import formats, next_page
from api.render import rdf_response, read_bom, scope_headers, table_response, take_none
from api.tables.table import choose_columns
from api.tables.things import items_table, relations_table
from graph.answers import Labels
from graph.ask import Given
from graph.errors import ParameterError
from graph.resources import (
    Collection,
    Detail,
    Listing,
    Page,
    RelationPage,
    Resources,
    describe,
    find,
    list_things,
    read_fields,
    read_listing,
    scope_of,
    tell,
    tell_relations,
    vocabulary,
)
from graph.resources.columns import property_columns
from graph.resources.parameters import read_language

PREFIX: Final = "/api/v1"
router = APIRouter(prefix=PREFIX)

WHOLE: Final = 20_000
"""Rows that a table has at most: it is whole, or it is refused."""

MAX_DESCRIBED: Final = 100
"""Things that one RDF document describes at most."""


class CollectionInfo(BaseModel):
    """A collection: what is in it, and how many."""

    name: str
    label: Labels
    definition: Labels
    url: str
    total: int


class Collections(BaseModel):
    """All collections, and the release that they are of."""

    release: str
    collections: Sequence[CollectionInfo]


@router.get("", tags=["collections"], operation_id="collections")
def collections(given: GivenDep, resources: ResourcesDep, wanted: WantedDep) -> Collections:
    """List the collections."""
    take_none(given)
    wanted.only_json()
    found = [
        CollectionInfo(
            name=collection.name,
            label=collection.label,
            definition=collection.definition,
            url=f"{PREFIX}/{collection.name}",
            total=resources.index.of_kind(collection.kind).bit_count(),
        )
        for collection in vocabulary().collections.values()
    ]
    return Collections(release=resources.release, collections=found)


Endpoint = Callable[..., Response]


def _list_of(collection: Collection) -> Endpoint:
    def list_(
        request: Request, given: GivenDep, resources: ResourcesDep, wanted: WantedDep
    ) -> Response:
        if wanted.media_type in TABLES:
            return _table(collection, request, given, resources, wanted)
        listing = read_listing(collection, given, resources)
        if wanted.media_type != JSON and listing.limit > MAX_DESCRIBED:
            raise ParameterError(f"limit: RDF describes at most {MAX_DESCRIBED} things at once")
        scope = scope_of(listing, resources)
        page = list_things(listing, resources, scope)
        links = [*formats(wanted, request), *next_page(request, page.next)]
        headers = {"Link": ", ".join(links), **scope_headers(scope)}
        if wanted.media_type == JSON:
            return Response(_json(page, listing), media_type=JSON, headers=headers)
        triples = describe(resources.engine, [item.iri for item in page.items])
        return rdf_response(triples, wanted, headers)

    return list_


def _json(page: Page, listing: Listing) -> str:
    """Return a page as JSON, with the fields of its things that are asked for."""
    if not listing.fields:
        return page.model_dump_json(exclude_unset=True)
    told = dict.fromkeys(Page.model_fields, True)
    fields = {"__all__": set(listing.fields)}
    return page.model_dump_json(exclude_unset=True, include={**told, "items": fields})


def _table(
    collection: Collection, request: Request, given: Given, resources: Resources, wanted: Wanted
) -> Response:
    """Return the whole list as a table, or what its columns are."""
    bom, rest = read_bom(given)
    chosen = rest.pop("fields", [])
    if {"include", "facets"} & rest.keys():
        raise ParameterError("include, facets: a table has no place for them")
    limit = {"limit": ["0"]} if wanted.media_type == CSVW else {}
    listing = read_listing(collection, {"include": ["quotes"], **rest, **limit}, resources, WHOLE)
    page = list_things(listing, resources)
    if page.next and "limit" not in rest:
        raise HTTPException(413, f"{page.total} rows, {WHOLE} at most: filter, or give a limit")
    whole = items_table(page.items, property_columns(collection, resources), listing.language)
    table = choose_columns(whole, chosen)
    links = [*formats(wanted, request), *next_page(request, page.next)]
    return table_response(
        table,
        wanted,
        collection.label,
        bom,
        listing.language,
        resources.release,
        {"Link": ", ".join(links), **scope_headers(scope_of(listing, resources))},
    )


def _detail_of(collection: Collection) -> Endpoint:
    def detail(
        id: str,  # noqa: A002 - named as the path has it
        request: Request,
        given: GivenDep,
        resources: ResourcesDep,
        wanted: WantedDep,
    ) -> Response:
        bom, rest = read_bom(given)
        language = read_language(rest)
        fields = read_fields(rest)
        iri = find(collection, id, resources)
        headers = {"Link": ", ".join(formats(wanted, request))}
        if wanted.media_type in TABLES:
            columns = property_columns(collection, resources)
            table = items_table([tell(iri, resources)], columns, language)
            title, release = collection.label, resources.release
            return table_response(table, wanted, title, bom, language, release, headers)
        if wanted.media_type == JSON:
            told = tell(iri, resources, fields).model_dump_json(exclude_unset=True)
            return Response(told, media_type=JSON, headers=headers)
        return rdf_response(describe(resources.engine, [iri], incoming=True), wanted, headers)

    return detail


def _relations_of(collection: Collection) -> Endpoint:
    def relations(
        id: str,  # noqa: A002 - named as the path has it
        request: Request,
        given: GivenDep,
        resources: ResourcesDep,
        wanted: WantedDep,
    ) -> Response:
        bom, rest = read_bom(given)
        language = read_language(rest)
        page = tell_relations(find(collection, id, resources), rest, resources)
        links = [*formats(wanted, request), *next_page(request, page.next)]
        headers = {"Link": ", ".join(links)}
        if wanted.media_type == JSON:
            return Response(page.model_dump_json(), media_type=JSON, headers=headers)
        if wanted.media_type in TABLES:
            table = relations_table(page.items, language)
            title, release = collection.label, resources.release
            return table_response(table, wanted, title, bom, language, release, headers)
        raise HTTPException(
            406, "relations are told as JSON and as tables; the thing itself as RDF"
        )

    return relations


def add_collections(to: APIRouter) -> None:
    """Add the routes of every collection."""
    for collection in vocabulary().collections.values():
        path, name = f"/{collection.name}", collection.name
        label = (collection.label.en or name).capitalize()
        for end, endpoint, model, what in (
            ("", _list_of(collection), Page, f"List: {label}"),
            ("/{id}", _detail_of(collection), Detail, f"{label}: one, with its relations"),
            (
                "/{id}/relations",
                _relations_of(collection),
                RelationPage,
                f"{label}: the relations of one, by pages",
            ),
        ):
            to.add_api_route(
                path + end,
                endpoint,
                methods=["GET"],
                response_model=model,
                tags=[name],
                operation_id=name + end.replace("/{id}", "-one").replace("/", "-"),
                summary=what,
                description=f"{collection.definition.en}\n\n{collection.definition.da}",
            )


add_collections(router)
