"""The network as pages: from one thing outwards, the ways between two, and who governs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep, SearchDep
from api.explorer.edges import grouped, kind_order, told
from api.explorer.forms import TABLES, Field, field, files, filled, values_of
from api.explorer.governed import benches, by_passage, deeds, reporting
from api.explorer.network_drawing import MAX_DRAWN, draw
from api.explorer.page import page
from api.explorer.starts import starting_points
from graph.ask import Given
from graph.errors import ResultTooLarge
from graph.names import Language
from graph.network import count_edges, edge_kinds, edge_sets, governance, neighbourhood, paths
from graph.network.governance import read_governance
from graph.network.kinds import DEFAULT, EdgeKind, EdgeSet
from graph.network.model import Node, tell_nodes
from graph.network.request import PLACES, check_names, read_asked
from graph.resources import Resources, facets
from graph.resources.parameters import read_choice, read_one, read_value, read_words
from graph.resources.searching import search_things
from graph.search import Search
from graph.things import ANYTHING

router = APIRouter(include_in_schema=False)

STEPS: Final = ("1", "2")
"""A drawing or a list of three steps is one that nobody reads; the API has it."""

API: Final = "/api/v1/network"
GRAPHS: Final = {"GraphML": ".graphml", "GEXF": ".gexf"}
FOUND: Final = 40
"""Things that a search is asked for, before those without any edge are left out."""


@dataclass(frozen=True)
class KindChoice:
    """A kind of edge that a form offers."""

    kind: EdgeKind
    number: int
    is_chosen: bool


@dataclass(frozen=True)
class SetChoice:
    """A set of kinds that a form offers, and its kinds; a set of None has the kinds of no set."""

    set: EdgeSet | None
    number: int
    is_chosen: bool
    kinds: Sequence[KindChoice]


@dataclass(frozen=True)
class ThingField:
    """A field that takes a thing: what was typed, and the thing, or those that may be meant."""

    name: str
    text: str
    node: Node | None
    candidates: Sequence[Node]


@router.get("/network", response_class=HTMLResponse)
def network(
    request: Request,
    given: GivenDep,
    resources: ResourcesDep,
    searching: SearchDep,
    language: PageLanguageDep,
) -> HTMLResponse:
    """Show what is around a thing, or where to begin; raise what `read_asked` does."""
    asked = filled(given)
    middle = _read_field(asked, "of", searching, resources)
    if not middle.node:
        check_names(asked, ("of", "steps", "edges", *PLACES))
        starts = () if middle.text else starting_points(resources)
        scripts = ("network.ts",)
        return page(request, language, "network.html", scripts=scripts, field=middle, starts=starts)
    of = middle.node.iri
    counts = count_edges([of], resources).get(of, {})
    words = read_words(asked, "edges") or _usual(counts)
    told_of = {**asked, "of": [middle.node.id], "edges": words}
    query = read_asked(told_of, ("of", "steps"), resources)
    steps = read_choice(asked, "steps", STEPS, STEPS[0])
    found, too_large = None, ""
    try:
        found = neighbourhood(of, int(steps), query, resources)
    except ResultTooLarge as error:
        too_large = str(error)
    return page(
        request,
        language,
        "network_around.html",
        scripts=("network.ts",),
        status=413 if too_large else 200,
        field=middle,
        found=found,
        too_large=too_large,
        groups=grouped(found) if found else {},
        drawing=draw(found, language) if found else None,
        most=MAX_DRAWN,
        steps=steps,
        kinds=_kind_choices(words, counts),
        places=_places(asked, resources, language),
        is_narrowed=not asked.keys().isdisjoint(PLACES) or not edge_sets().keys() >= set(words),
        files=files(f"{API}/neighbourhood", told_of, language, {**TABLES, **GRAPHS}),
    )


@router.get("/network/paths", response_class=HTMLResponse)
def between(
    request: Request,
    given: GivenDep,
    resources: ResourcesDep,
    searching: SearchDep,
    language: PageLanguageDep,
) -> HTMLResponse:
    """Show the shortest paths between two things; raise what `read_asked` and `paths` do."""
    asked = filled(given)
    fields = [_read_field(asked, name, searching, resources) for name in ("from", "to")]
    words = read_words(asked, "edges") or list(DEFAULT)
    known = {field.name: [field.node.id] for field in fields if field.node}
    told_of = {**asked, **known, "edges": words}
    query = read_asked(told_of, ("from", "to", "directed"), resources)
    directed = read_choice(asked, "directed", ("0", "1"), "0") == "1"
    found, too_large = None, ""
    nodes = [field.node for field in fields if field.node]
    is_same = len(nodes) == 2 and nodes[0] == nodes[1]
    if len(nodes) == 2 and not is_same:
        try:
            found = paths(nodes[0].iri, nodes[1].iri, directed, query, resources)
        except ResultTooLarge as error:
            too_large = str(error)
    return page(
        request,
        language,
        "network_paths.html",
        scripts=("network.ts",),
        status=413 if too_large else 200,
        fields=fields,
        found=found,
        is_same=is_same,
        too_large=too_large,
        ways=told(found) if found else [],
        labels=edge_kinds(),
        directed=directed,
        kinds=_kind_choices(words, {}),
        files=files(f"{API}/paths", told_of, language),
    )


@router.get("/network/governance", response_class=HTMLResponse)
def governed(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Show the governance of an agreement or region, or what each document says of governance."""
    asked = filled(given)
    found = governance(read_governance(asked, resources), resources)
    return page(
        request,
        language,
        "network_governance.html",
        found=found,
        is_chosen=bool(asked),
        benches=benches(found),
        reporting=reporting(found),
        deeds=deeds(found.acts),
        groups=deeds(found.groups),
        quotes=by_passage(found.quotes),
        places=_places(asked, resources, language),
        files=files(f"{API}/governance", asked, language, {**TABLES, **GRAPHS}),
    )


def _read_field(asked: Given, name: str, searching: Search, resources: Resources) -> ThingField:
    """Return the thing that a field names; where its text names none, what a search finds."""
    text = read_one(asked, name, "").strip()
    if not text:
        return ThingField(name, "", None, ())
    if resources.things.names(text, ANYTHING):
        iri = resources.things.resolve(text, ANYTHING, name)
        return ThingField(name, text, tell_nodes([iri], resources)[0], ())
    hits = search_things(searching, {"q": [text], "limit": [str(FOUND)]}, resources).items
    joined = count_edges((hit.iri for hit in hits), resources)
    nodes = {node.iri: node for node in tell_nodes(joined, resources)}
    return ThingField(name, text, None, [nodes[hit.iri] for hit in hits if hit.iri in nodes])


def _usual(counts: Mapping[str, int]) -> list[str]:
    """Return the sets to show of a thing: the usual ones, or where it has none of them, its own."""
    own = [name for name, each in edge_sets().items() if any(map(counts.__contains__, each.edges))]
    return list(DEFAULT) if not own or set(own) & set(DEFAULT) else own


def _kind_choices(words: Sequence[str], counts: Mapping[str, int]) -> list[SetChoice]:
    """Return the sets and kinds of a form; those of no set only where the thing has such edges."""

    def kinds(names: Sequence[str]) -> list[KindChoice]:
        known = edge_kinds()
        return [KindChoice(known[n], counts.get(n, 0), n in words) for n in names]

    choices = [
        SetChoice(each, sum(counts.get(n, 0) for n in each.edges), name in words, kinds(each.edges))
        for name, each in edge_sets().items()
    ]
    others = [n for n in edge_kinds() if n not in kind_order() and (n in counts or n in words)]
    if others:
        number = sum(counts.get(name, 0) for name in others)
        choices.append(SetChoice(None, number, False, kinds(others)))
    return choices


def _places(asked: Given, resources: Resources, language: Language) -> list[Field]:
    """Return the fields of the agreement and the region, each of which takes one value."""
    return [_place(name, asked, resources, language) for name in PLACES]


def _place(name: str, asked: Given, resources: Resources, language: Language) -> Field:
    chosen = [read_value(facets()[name], word, resources) for word in read_words(asked, name)]
    return field(name, chosen, values_of(name, resources), resources, language, several=False)
