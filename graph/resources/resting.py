"""What rests on a passage: things, and relations between things."""

from collections.abc import Sequence
from typing import Final

from graph import names
from graph.answers import Model, Thing
from graph.engine import value
from graph.names import natural
from graph.resources.resources import Resources

_RESTING: Final = """
PREFIX aftale: <{ont}>
SELECT DISTINCT ?thing ?subject ?property ?object WHERE {{
    ?thing aftale:evidence <{passage}> .
    OPTIONAL {{
        ?thing aftale:assertedSubject ?subject ; aftale:assertedPredicate ?property ;
            aftale:assertedObject ?object .
    }}
}}"""


class Claim(Model):
    """A relation that is asserted: the assertion, and its three parts."""

    assertion: Thing
    subject: Thing
    property: Thing
    object: Thing


class Resting(Model):
    """What rests on a passage."""

    things: Sequence[Thing]
    claims: Sequence[Claim]


def resting_on(passage: str, resources: Resources) -> Resting:
    """Return what rests on a passage (IRI), in the order of the ids."""
    query = _RESTING.format(ont=names.ONT, passage=passage)
    rows = resources.engine.select(query).rows
    named = resources.things.named(value(term) for row in rows for term in row.values())
    claims = [
        Claim(
            assertion=named[value(row["thing"])],
            subject=named[value(row["subject"])],
            property=named[value(row["property"])],
            object=named[value(row["object"])],
        )
        for row in rows
        if "subject" in row
    ]
    things = [named[value(row["thing"])] for row in rows if "subject" not in row]
    return Resting(
        things=sorted(things, key=lambda thing: natural(thing.iri)),
        claims=sorted(claims, key=lambda c: (natural(c.subject.iri), natural(c.object.iri))),
    )


def claim_of(assertion: str, resources: Resources) -> Claim | None:
    """Return what an assertion (IRI) asserts; None where it is none."""
    query = f"""PREFIX aftale: <{names.ONT}>
SELECT ?subject ?property ?object WHERE {{
    <{assertion}> aftale:assertedSubject ?subject ; aftale:assertedPredicate ?property ;
        aftale:assertedObject ?object .
}}"""
    rows = resources.engine.select(query).rows
    if not rows:
        return None
    parts = {name: value(rows[0][name]) for name in ("subject", "property", "object")}
    named = resources.things.named([assertion, *parts.values()])
    return Claim(assertion=named[assertion], **{name: named[iri] for name, iri in parts.items()})
