"""What an element became, or what resembles it, as somebody judged it."""

from collections.abc import Sequence
from typing import Final

from pydantic import Field

from graph.answers import Model, Quote, Thing
from graph.comparison.judgements import Judgement, judgements_of
from graph.comparison.links import agreements_of
from graph.resources import Resources

ENDS: Final = ("fromElement", "toElement")
"""The properties by which a correspondence names its elements."""


class Likeness(Model):
    """A correspondence of an element."""

    correspondence: Thing
    type: Thing = Field(description="What became of it, or that it only resembles.")
    others: Sequence[Thing] = Field(description="The elements on the other side; none if dropped.")
    agreements: Sequence[Thing] = Field(description="The agreements of the other side.")
    is_earlier: bool = Field(description="Whether the element is on the earlier side.")
    reason: str
    ground: Thing | None
    same_wording: bool | None
    quotes: Sequence[Quote]


def likenesses(iri: str, resources: Resources) -> list[Likeness]:
    """Return every correspondence of an element (IRI), in the order of their ids."""
    found = judgements_of(resources.engine, iri)
    return [_likeness(iri, judged, resources) for judged in found]


def _likeness(iri: str, judged: Judgement, resources: Resources) -> Likeness:
    is_earlier = iri in judged.earlier
    others = judged.later if is_earlier else judged.earlier
    homes = _homes(judged, is_earlier, others, resources)
    mentioned = {judged.iri, judged.kind, *others, *homes, *filter(None, [judged.ground])}
    named = resources.things.named(mentioned)
    quotes = resources.things.quoted(judged.evidence).values()
    return Likeness(
        correspondence=named[judged.iri],
        type=named[judged.kind],
        others=[named[other] for other in others],
        agreements=[named[home] for home in homes],
        is_earlier=is_earlier,
        reason=judged.justification,
        ground=named[judged.ground] if judged.ground else None,
        same_wording=judged.same_wording,
        quotes=sorted(quotes, key=lambda quote: (quote.document.iri, quote.start)),
    )


def _homes(
    judged: Judgement, is_earlier: bool, others: Sequence[str], resources: Resources
) -> list[str]:
    """Return the agreements of the other side: as the record says, or as its elements have them."""
    if judged.between:
        return [judged.between[1 if is_earlier else 0]]
    homes = (home for other in others for home in agreements_of(other, resources))
    return list(dict.fromkeys(homes))
