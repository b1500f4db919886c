"""What changed from one agreement to the next, as a page with the words of both sides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import GivenDep, PageLanguageDep, ResourcesDep
from api.explorer.comparing import around, classes_read, in_order
from api.explorer.forms import Field, field, filled, values_of
from api.explorer.page import page
from graph.answers import Quote, Thing
from graph.comparison.changes import Change, Changes, Group, compare_changes
from graph.comparison.pairs import KIND, Asked, Pairs, list_pairs, read_pairs
from graph.comparison.worddiff import Fate as WordFate
from graph.comparison.worddiff import Part
from graph.names import Language
from graph.resources import Resources
from graph.resources.parameters import code

router = APIRouter(include_in_schema=False)

API: Final = "/api/v1/changes"


@dataclass(frozen=True)
class Run:
    """Words of one side that are in both texts, or in this one alone."""

    fate: WordFate
    space: str
    """What stands before them: a space, or nothing."""
    words: str


@dataclass(frozen=True)
class Side:
    """What one agreement has of a change: its words, or its quotes without any marked."""

    elements: Sequence[Thing]
    texts: Sequence[Sequence[Run]]
    quotes: Sequence[Quote]
    sources: Sequence[Quote]
    """A quote of each place that the texts are from."""


@dataclass(frozen=True)
class Shown:
    """A change with the words of both sides."""

    change: Change
    earlier: Side
    later: Side
    is_same: bool
    """Whether both read the same, to the word."""


@dataclass(frozen=True)
class Section:
    """The changes of one kind whose first element is of one class."""

    anchor: str
    type: Thing
    changes: Sequence[Shown]


@dataclass(frozen=True)
class Kind:
    """The changes of one kind."""

    group: Group
    anchor: str
    sections: Sequence[Section]

    def of(self, type_: Thing) -> Section | None:
        """Return the changes of a class, where there are any."""
        return next((found for found in self.sections if found.type.iri == type_.iri), None)


@router.get("/compare/changes", response_class=HTMLResponse)
def changes(
    request: Request, given: GivenDep, resources: ResourcesDep, language: PageLanguageDep
) -> HTMLResponse:
    """Tell what changed between two agreements, or list the pairs; raise what `read_pairs` does."""
    words = filled(given)
    asked = read_pairs(words, resources)
    if isinstance(asked, Pairs):
        beside = around(request, language, resources, API, words)
        pairs = in_order(asked.pairs)
        return page(request, language, "change_pairs.html", pairs=pairs, **beside)
    found = compare_changes(asked, resources)
    kinds = sections(found)
    sides = [code(asked.earlier), code(asked.later)]
    return page(
        request,
        language,
        "changes.html",
        scripts=("compare.ts",),
        found=found,
        kinds=kinds,
        types=_types(kinds, language),
        not_compared=[fate for fate in (*found.earlier, *found.later) if not fate.changes],
        uncovered=[entry for entry in found.coverage if not entry.covered],
        fields=_fields(asked, resources, language),
        is_narrowed=bool(asked.kinds or asked.filters),
        pair=dict(zip(("from", "to"), sides, strict=True)),
        pairs=in_order(list_pairs(resources).pairs),
        **around(request, language, resources, API, words, sides),
    )


def sections(found: Changes) -> list[Kind]:
    """Return the changes by kind and by the class of their first element."""
    return [
        Kind(
            group,
            code(group.kind.iri),
            [
                Section(f"{code(group.kind.iri)}-{code(type_.iri)}", type_, [*map(shown, changes)])
                for type_, changes in _by_class(group.changes)
            ],
        )
        for group in found.groups
    ]


def shown(change: Change) -> Shown:
    """Return a change with its words marked on either side."""
    parts = change.words.parts if change.words else ()
    earlier = [part.earlier_text for part in parts], [e.element for e in change.earlier]
    later = [part.later_text for part in parts], [e.element for e in change.later]
    return Shown(
        change=change,
        earlier=_side(parts, *earlier, change.earlier_quotes),
        later=_side(parts, *later, change.later_quotes),
        is_same=bool(parts) and all(part.fate == "equal" for part in parts),
    )


def _side(
    parts: Sequence[Part],
    places: Sequence[int | None],
    elements: Sequence[Thing],
    quotes: Sequence[Quote],
) -> Side:
    texts: dict[int, list[Run]] = {}
    for part, place in zip(parts, places, strict=True):
        if place is not None:
            runs = texts.setdefault(place, [])
            runs.append(_run(part, is_first=not runs))
    sources = {(quote.document.iri, quote.headings): quote for quote in reversed(quotes)}
    return Side(
        elements=elements,
        texts=[texts[place] for place in sorted(texts)],
        quotes=() if parts else quotes,
        sources=[*reversed(sources.values())] if parts else (),
    )


def _run(part: Part, *, is_first: bool) -> Run:
    is_spaced = part.plain.startswith(" ") and not is_first
    return Run(part.fate, " " if is_spaced else "", part.plain.strip())


def _by_class(changes: Sequence[Change]) -> list[tuple[Thing, list[Change]]]:
    """Return changes by the class of their first element, in whose order they come."""
    grouped = groupby(changes, key=lambda change: (*change.earlier, *change.later)[0].type)
    return [(type_, list(found)) for type_, found in grouped]


def _types(kinds: Sequence[Kind], language: Language) -> list[Thing]:
    found = {section.type.iri: section.type for kind in kinds for section in kind.sections}
    return sorted(found.values(), key=lambda type_: type_.label[language].casefold())


def _fields(asked: Asked, resources: Resources, language: Language) -> list[Field]:
    offered: Mapping[str, Sequence[str]] = {
        "type": classes_read(resources),
        "theme": values_of("theme", resources),
        KIND: resources.things.allowed(KIND),
    }
    chosen = {**asked.filters, KIND: asked.kinds}
    return [
        field(name, chosen.get(name, ()), iris, resources, language)
        for name, iris in offered.items()
    ]
