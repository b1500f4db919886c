"""What the page of an agreement tells: parties, documents, plan, bodies, what it was read for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.explorer.orgchart import chart
from graph.answers import Cell, Quote, Thing
from graph.ask import ask
from graph.catalogue import question
from graph.comparison import Matrix, compare, read_comparison
from graph.names import Language, natural
from graph.resources import Resources
from graph.resources.about import About
from graph.resources.cards import Card
from graph.resources.index import members
from graph.resources.plan import Organ, Plan, plan


@dataclass(frozen=True)
class Document:
    """A document about an agreement, and what it was read in full for."""

    thing: Thing
    role: Thing | None
    time: str
    note: str
    quotes: Sequence[Quote]
    terms: Sequence[Thing]


@dataclass(frozen=True)
class Covered:
    """Of what a document may be read for, by finding: what it says, and what it does not."""

    by: str
    matrix: Matrix


def agreement_content(found: About, resources: Resources, language: Language) -> Mapping[str, Any]:
    """Return what the template of an agreement is given."""
    iri, id_ = found.thing.iri, found.thing.id or ""
    (card,) = resources.cards.get([iri])
    whole = plan(iri, resources)
    return {
        "parties": _parties(id_, resources),
        "documents": documents(iri, resources),
        "neighbours": _neighbours(card, iri, resources),
        "plan": whole,
        "reporting": whole.reporting,
        "levels": levels(whole),
        "chart": chart(whole.organs, language) if whole.organs else None,
        "covered": [covered(id_, by, resources) for by in ("type", "theme")],
    }


def documents(agreement: str, resources: Resources) -> list[Document]:
    """Return the documents about an agreement (IRI), in the order of their ids."""
    found = resources.related("documents", [agreement]).get(agreement, [])
    cards = resources.cards.get(found)
    quotes = resources.quotes(cards)
    return [_document(card, quotes[card.iri], resources) for card in cards]


def levels(whole: Plan) -> list[tuple[Thing | None, Sequence[Organ]]]:
    """Return the bodies by their first level, as the chart has them."""
    return [
        (band.level, [box.organ for box in band.boxes]) for band in chart(whole.organs, "da").bands
    ]


def covered(agreement: str, by: str, resources: Resources) -> Covered:
    """Return what an agreement (short id) says on each topic of a sort: stated, silent, …"""
    asked = read_comparison({"agreement": [agreement], "by": [by], "elements": ["0"]}, resources)
    return Covered(by, compare(asked, resources))


def _parties(agreement: str, resources: Resources) -> Sequence[Mapping[str, Cell]]:
    given = {"agreement": [agreement]}
    found = ask(resources.engine, resources.things, question("agreement-parties"), given)
    return [row for row in found.rows if row["party"]]


def _document(card: Card, quotes: Sequence[Quote], resources: Resources) -> Document:
    role = next(iter(card.properties.get("documentRole", ())), None)
    read = [reading for reading in resources.readings if reading.document == card.iri]
    terms = resources.things.named({term for reading in read for term in reading.terms})
    return Document(
        thing=Thing(iri=card.iri, id=card.id, label=card.label),
        role=role if isinstance(role, Thing) else None,
        time="; ".join(str(word) for word in card.properties.get("timeText", ())),
        note=(card.note.da or card.note.en or "") if card.note else "",
        quotes=quotes,
        terms=[terms[iri] for iri in sorted(terms, key=natural)],
    )


def _neighbours(card: Card, iri: str, resources: Resources) -> list[Thing]:
    """Return the other agreements of the same region, the earliest first."""
    index = resources.index
    regions = [each.iri for each in card.facets.get("region", ()) if isinstance(each, Thing)]
    bits = index.of_kind("HealthAgreement") & index.under("region", regions)
    found = sorted((index.things[number] for number in members(bits)), key=natural)
    named = resources.things.named(found)
    return [named[each] for each in found if each != iri]
