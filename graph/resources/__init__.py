"""What the API lists and tells: collections, facets, things with their relations, and their RDF."""

from graph.resources.collections import Collection, collection, vocabulary
from graph.resources.descriptions import describe
from graph.resources.detail import (
    Detail,
    find,
    gone,
    read_fields,
    tell,
    tell_relations,
)
from graph.resources.facets import Facet, facets
from graph.resources.listing import Item, Listing, Page, list_things, read_listing
from graph.resources.parameters import read_language
from graph.resources.relations import RelationPage
from graph.resources.resources import Resources
from graph.resources.silence import scope_of

__all__ = [
    "Collection",
    "Detail",
    "Facet",
    "Item",
    "Listing",
    "Page",
    "RelationPage",
    "Resources",
    "collection",
    "describe",
    "facets",
    "find",
    "gone",
    "list_things",
    "read_fields",
    "read_language",
    "read_listing",
    "scope_of",
    "tell",
    "tell_relations",
    "vocabulary",
]
