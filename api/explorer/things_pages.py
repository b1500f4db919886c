"""The page of a thing, at its IRI: one template for each kind of thing, chosen by its class."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse

from api.explorer.agreement_page import agreement_content
from api.explorer.neighbours import called, neighbourhood
from api.explorer.page import page
from api.explorer.sections import sections, ways
from api.explorer.words import words
from api.explorer.written import property_name
from graph import names
from graph.answers import Thing
from graph.ask import Given
from graph.comparison.likenesses import ENDS, likenesses
from graph.names import Language
from graph.resources import Resources, tell_relations, vocabulary
from graph.resources.about import About, Statement, about, check_known
from graph.resources.cards import Card, term_name
from graph.resources.resting import claim_of, resting_on

PAGED: Final = ("direction", "property", "limit", "cursor")
"""Parameters that ask for the relations alone, as the API takes them."""

LEFT_OUT: Final = (
    "slug",
    "translatedLanguage",
    "exact",
    "prefix",
    "suffix",
    "headingPath",
    "start",
    "end",
)
"""Plain values that a page tells in another way, or that say nothing to its readers."""

FIRST: Final = ("definition", "timeText", "notBefore", "notAfter", "ordinal")
"""Plain values that come before the others."""

PASSAGE, ASSERTION, AGREEMENT = "Passage", "Assertion", "HealthAgreement"
TEMPLATES: Final = {
    PASSAGE: "passage.html",
    ASSERTION: "assertion.html",
    AGREEMENT: "agreement.html",
}
"""By class; every other kind has `thing.html`."""


@dataclass(frozen=True)
class Fact:
    """What is said of a thing in plain values of one property."""

    property: Thing
    name: str
    """The end of the property's IRI."""
    values: Sequence[Statement]


def thing_page(
    request: Request, iri: str, resources: Resources, given: Given, language: Language
) -> HTMLResponse:
    """Return the page of whatever has an IRI of ours; raises what `about` does."""
    if any(name in given for name in PAGED):
        return _relations(request, iri, resources, given, language)
    found = about(iri, resources, [names.term(name) for name in ENDS])
    kind = kind_of(found)
    content = {
        **_common(found, kind, resources, language),
        **_own(found, kind, resources, language),
    }
    return page(request, language, TEMPLATES.get(kind, "thing.html"), **content)


def kind_of(found: About) -> str:
    """Return the name of the class or the concept scheme of a thing; nothing where it has none."""
    ends = [_end(kind.iri) for kind in found.types]
    return next((end for end in ends if end in vocabulary().kinds), "")


def facts(found: About, language: Language) -> list[Fact]:
    """Return the plain values of a thing by property: in a language where they have it."""
    grouped: dict[str, list[Statement]] = {}
    for statement in found.statements:
        grouped.setdefault(statement.property.iri, []).append(statement)
    told = [
        Fact(said[0].property, term_name(iri), _spoken(said, language))
        for iri, said in grouped.items()
        if term_name(iri) not in LEFT_OUT
    ]
    return sorted(told, key=lambda f: FIRST.index(f.name) if f.name in FIRST else len(FIRST))


def parents(iri: str, card: Card | None, resources: Resources) -> list[Thing]:
    """Return what a thing is below, the widest first, as far as its IRI or its card says it."""
    steps = iri.removeprefix(names.BASE).split("/")
    above = [names.BASE + "/".join(steps[:end]) for end in range(1, len(steps))]
    known = [each for each in above if each in resources.index.numbers]
    if known:
        named = resources.things.named(known)
        return [named[each] for each in known]
    owners = (card.facets.get(name, ()) for name in ("agreement", "region")) if card else ()
    others = ([o for o in found if isinstance(o, Thing) and o.iri != iri] for found in owners)
    return next((found for found in others if len(found) == 1), [])


def address(iri: str, language: Language) -> str:
    """Return the address of the page of an IRI of ours."""
    return f"/{quote(iri.removeprefix(names.BASE))}.html?lang={language}"


def _common(found: About, kind: str, resources: Resources, language: Language) -> Mapping[str, Any]:
    """Return what every template of a thing is given."""
    thing = found.thing
    card = _card(thing.iri, resources)
    return {
        "about": found,
        "kind": vocabulary().kinds.get(kind),
        "collection": vocabulary().home(kind) if kind else None,
        "card": card,
        "name": called(thing, language),
        "standings": card.facets.get("normative", ()) if card else (),
        "parents": parents(thing.iri, card, resources),
        "facts": facts(found, language),
        "plain": thing.iri.removeprefix(names.BASE.rstrip("/")),
        "api": card.url if card else "",
        "issued": resources.issued,
        "at": partial(address, language=language),
        "term_name": term_name,
    }


def _own(found: About, kind: str, resources: Resources, language: Language) -> Mapping[str, Any]:
    """Return what the template of a kind is given beside that."""
    iri = found.thing.iri
    makers: Mapping[str, Callable[[], Mapping[str, Any]]] = {
        PASSAGE: lambda: _passage(iri, resources, language),
        ASSERTION: lambda: _assertion(iri, resources, language),
        AGREEMENT: lambda: agreement_content(found, resources, language),
    }
    own = makers[kind]() if kind in makers else _element(found, kind, resources)
    name = own.get("name") or called(found.thing, language)
    return {**own, "drawing": neighbourhood(found.thing, found.relations, language, name)}


def _passage(iri: str, resources: Resources, language: Language) -> Mapping[str, Any]:
    found = resources.things.quoted([iri]).get(iri)
    own = {"passage": found, "resting": resting_on(iri, resources)}
    if not found:
        return own
    document = called(found.document, language)
    return {**own, "name": words("thing.passage_of", language, document=document)}


def _assertion(iri: str, resources: Resources, language: Language) -> Mapping[str, Any]:
    claim = claim_of(iri, resources)
    if not claim:
        return {"claim": None}
    subject, object_ = called(claim.subject, language), called(claim.object, language)
    name = f"{subject} – {property_name(claim.property, language)} → {object_}"
    return {"claim": claim, "name": name}


def _element(found: About, kind: str, resources: Resources) -> Mapping[str, Any]:
    iri = found.thing.iri
    return {
        "answered": sections(found.thing, kind, resources),
        "ways": ways(found.thing, kind),
        "likenesses": likenesses(iri, resources) if iri in resources.index.numbers else (),
    }


def _relations(
    request: Request, iri: str, resources: Resources, given: Given, language: Language
) -> HTMLResponse:
    """Return the page that tells some relations alone, as many as a page has."""
    check_known(iri, resources)
    found = tell_relations(iri, given, resources)
    card = _card(iri, resources)
    thing = resources.things.named([iri])[iri]
    return page(
        request,
        language,
        "relations.html",
        thing=thing,
        name=called(thing, language),
        property=found.items[0].property if found.items and "property" in given else None,
        relations=found,
        parents=parents(iri, card, resources),
        api=card.url if card else "",
        term_name=term_name,
    )


def _card(iri: str, resources: Resources) -> Card | None:
    return resources.cards.get([iri])[0] if iri in resources.index.numbers else None


def _spoken(said: Sequence[Statement], language: Language) -> list[Statement]:
    own = [each for each in said if each.language in (None, language)]
    return own or list(said)


def _end(iri: str) -> str:
    return iri.removeprefix(names.ONT).removeprefix(names.CONCEPT)
