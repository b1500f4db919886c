"""What each document says to a list: that, that not, nothing; or nobody has looked."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from graph import names
from graph.answers import Finding, Scope, Thing
from graph.findings import DECLINED
from graph.resources.index import Index, members
from graph.resources.listing import Listing, candidates, passing
from graph.resources.resources import Resources
from graph.scope import Reading

SUBJECT: Final = ("theme", "target_group")
"""Filters that say what is asked about; every other only leaves things out."""

DOCUMENTS: Final = ("agreement", "document", "period", "region")
"""Filters that say which documents are asked."""

PLACES: Final = ("cluster", "body")
"""Filters by a thing of a region: the documents of that region are asked."""


def scope_of(listing: Listing, resources: Resources) -> list[Scope]:
    """Return what each document says that a list is asked of.

    A document is silent only if it was read in full for the class of the collection (each class
    below it, for a wide one) and for what is filtered by theme or target group, and if nothing of
    it is in the list when the filters that only leave things out (a status, a date, a ground …)
    are taken away. There is nothing to tell of a collection that no document is read for.
    """
    terms = needed_terms(listing.collection.kind, listing.filters, resources)
    if not terms:
        return []
    index = resources.index
    everything = index.of_kind(listing.collection.kind)
    found = passing(listing, index, candidates(listing, index, everything))
    wider = everything
    for name in SUBJECT:
        if name in listing.filters:
            wider &= index.under(name, listing.filters[name])
    readings = {reading.document: reading for reading in resources.readings}
    asked = [readings[iri] for iri in _asked(listing, index) if iri in readings]
    iris = {*terms, *(iri for r in asked for iri in (r.document, r.agreement))}
    named = resources.things.named(iris)
    return [_scope(reading, terms, found, wider, index, named) for reading in asked]


def _scope(
    reading: Reading,
    terms: Sequence[str],
    found: int,
    wider: int,
    index: Index,
    named: dict[str, Thing],
) -> Scope:
    own = index.under("document", [reading.document])
    declined = index.under("normative", DECLINED)
    missing = [iri for iri in terms if iri not in reading.terms]
    return Scope(
        document=named[reading.document],
        agreement=named[reading.agreement],
        finding=finding_of(own & found or own & wider, declined, not missing),
        rows=(own & found).bit_count(),
        read=not missing,
        terms=[named[iri] for iri in terms if iri in reading.terms],
        missing=[named[iri] for iri in missing],
    )


def finding_of(said: int, declined: int, is_read: bool) -> Finding:
    """Return the finding from two sets, the declined among the said, and whether all was read."""
    if said:
        return "stated" if said & ~declined else "declined"
    return "silent" if is_read else "not-coded"


def _asked(listing: Listing, index: Index) -> list[str]:
    asked = index.of_kind("SourceDocument")
    for name in DOCUMENTS:
        if name in listing.filters:
            asked &= index.under(name, listing.filters[name])
    for name in PLACES:
        if name in listing.filters:
            places = (index.numbers[iri] for iri in listing.filters[name])
            regions = [r for place in places for r in index.values_of(place, "region")]
            asked &= index.under("region", regions)
    return [index.things[number] for number in members(asked)]


def needed_terms(
    kind: str, filters: Mapping[str, Sequence[str]], resources: Resources
) -> list[str]:
    """Return what a document must have been read for before it can be silent.

    That is the class, or each class below a wide one, and what is filtered by theme (with every
    narrower one) or target group; nothing where no document is read for such a class.
    """
    own = resources.index.vocabulary
    kinds = [own.kinds[name].iri for name in own.at_or_below(kind)]
    read = [iri for iri in kinds if iri in resources.read_terms]
    if not read:
        return []
    themes = _with_narrower(filters.get("theme", ()), resources)
    groups = [names.term("targetGroup")] if "target_group" in filters else []
    return [*read, *themes, *groups]


def _with_narrower(themes: Iterable[str], resources: Resources) -> list[str]:
    found = (iri for theme in themes for iri in (theme, *resources.narrower.get(theme, ())))
    return list(dict.fromkeys(found))
