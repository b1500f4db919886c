"""The start page: what this is, the agreements in time and by region, the way in."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Final, TypedDict

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from api.deps import PageLanguageDep, ResourcesDep
from api.explorer.page import page
from graph.answers import Labels, Thing
from graph.catalogue import question
from graph.names import natural
from graph.resources import Resources
from graph.resources.cards import Card
from graph.resources.index import members

router = APIRouter(include_in_schema=False)

PROPOSED: Final = "normative-proposed"
FIRST_QUESTIONS: Final[Sequence[tuple[str, Mapping[str, str]]]] = (
    ("initiatives-serving-goal", {"region": "midtjylland", "theme": "tobacco"}),
    ("goal-measurement", {}),
    ("bodies-and-levels", {}),
    ("postponed-deadlines", {}),
    ("challenges", {}),
    ("element-evidence", {"element": "dk82-2019.goal.1"}),
)
"""The questions that a visitor most often has, and what is chosen in them."""


@dataclass(frozen=True)
class Bar:
    """An agreement as a bar on the timeline, in percent of its width."""

    agreement: Thing
    years: str
    left: float
    width: float
    proposed: bool


@dataclass(frozen=True)
class Lane:
    """The agreements of one region, the earliest first."""

    region: Thing
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Square:
    """A region on the map."""

    name: Labels
    short: Labels
    column: int
    row: int
    region: Thing | None
    agreements: int


@dataclass(frozen=True)
class Timeline:
    """The agreements by region, and the years that the line spans."""

    years: Sequence[int]
    lanes: Sequence[Lane]


@router.get("/", response_class=HTMLResponse)
def start(request: Request, resources: ResourcesDep, language: PageLanguageDep) -> HTMLResponse:
    """Say what this is, and lead on."""
    agreements = _cards("HealthAgreement", resources)
    return page(
        request,
        language,
        "start.html",
        timeline=timeline(agreements),
        squares=squares(_cards("Region", resources), agreements),
        questions=[(question(slug), chosen) for slug, chosen in FIRST_QUESTIONS],
        counts=_counts(resources),
        issued=resources.issued,
    )


def timeline(agreements: Sequence[Card]) -> Timeline:
    """Return the agreements that have a first and a last day, as bars on a line of whole years."""
    dated = [card for card in agreements if _is_dated(card)]
    if not dated:
        return Timeline((), ())
    first = min(_day(card, "notBefore").year for card in dated)
    last = max(_day(card, "notAfter").year for card in dated) + 1
    by_region = groupby(sorted(dated, key=_place), key=_region)
    lanes = [
        Lane(region, [_bar(card, first, last) for card in cards]) for region, cards in by_region
    ]
    return Timeline(range(first, last), lanes)


def squares(regions: Sequence[Card], agreements: Sequence[Card]) -> list[Square]:
    """Return the regions of the map, those of the data by their NUTS code, in a reading order."""
    known = {str(code): card for card in regions for code in card.properties.get("nutsCode", ())}
    found = [_square(known.get(code), place, agreements) for code, place in _map().items()]
    return sorted(found, key=lambda square: (square.row, square.column))


class _Place(TypedDict):
    column: int
    row: int
    name: tuple[str, str]
    short: tuple[str, str]


@cache
def _map() -> Mapping[str, _Place]:
    text = (files("api") / "explorer" / "map.toml").read_text(encoding="utf-8")
    places: Mapping[str, _Place] = tomllib.loads(text)
    return places


def _square(region: Card | None, place: _Place, agreements: Sequence[Card]) -> Square:
    return Square(
        name=_labels(place["name"]),
        short=_labels(place["short"]),
        column=place["column"],
        row=place["row"],
        region=_thing(region) if region else None,
        agreements=sum(
            region is not None and _region(card).iri == region.iri for card in agreements
        ),
    )


def _labels(pair: tuple[str, str]) -> Labels:
    danish, english = pair
    return Labels(da=danish, en=english)


def _bar(card: Card, first: int, last: int) -> Bar:
    whole = (date(last, 1, 1) - date(first, 1, 1)).days
    left, right = _day(card, "notBefore"), _day(card, "notAfter")
    return Bar(
        agreement=_thing(card),
        years=f"{left.year}–{right.year}",
        left=round(100 * (left - date(first, 1, 1)).days / whole, 2),
        width=round(100 * (right - left).days / whole, 2),
        proposed=any(PROPOSED in str(value) for value in card.facets.get("normative", ())),
    )


def _cards(kind: str, resources: Resources) -> list[Card]:
    index = resources.index
    iris = [index.things[number] for number in members(index.of_kind(kind))]
    return resources.cards.get(sorted(iris, key=natural))


def _counts(resources: Resources) -> dict[str, int]:
    kinds = ("HealthAgreement", "PlanElement", "Passage", "Body")
    return {kind: len(list(members(resources.index.of_kind(kind)))) for kind in kinds}


def _thing(card: Card) -> Thing:
    return Thing(iri=card.iri, id=card.id, label=card.label)


def _region(card: Card) -> Thing:
    found = next(iter(card.facets.get("region", ())))
    assert isinstance(found, Thing)
    return found


def _place(card: Card) -> tuple[str, date]:
    return _region(card).iri, _day(card, "notBefore")


def _is_dated(card: Card) -> bool:
    return all(
        name in card.properties
        for name in (
            "notBefore",
            "notAfter",
        )
    )


def _day(card: Card, name: str) -> date:
    found = card.properties[name][0]
    assert isinstance(found, date)
    return found
