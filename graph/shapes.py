"""What the shapes demand, in the words that they are broken with; read without a SHACL engine."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph import names
from graph.answers import Labels, Model
from graph.files import folder

SH: Final = "http://www.w3.org/ns/shacl#"
SHAPE: Final = f"{names.BASE}shape/"
_WORST_FIRST: Final = ("violation", "warning", "info")


class ShapeInfo(Model):
    """A rule that data must keep: its name, how much a breach weighs, what is said of one."""

    name: str
    severity: str
    message: Labels


@cache
def shape_list() -> Sequence[ShapeInfo]:
    """Return every shape that has a message, the gravest first, then by name.

    A shape that states no severity weighs as a violation (SHACL, section 2.1.4).
    """
    severities: dict[str, str] = {}
    messages: dict[str, dict[str, str]] = defaultdict(dict)
    for file in folder("shapes").iterdir():
        if not file.name.endswith(".ttl"):
            continue
        for quad in parse(file.read_bytes(), RdfFormat.TURTLE):
            subject, value = quad.subject, quad.object
            if not isinstance(subject, NamedNode):
                continue
            if quad.predicate.value == f"{SH}message" and isinstance(value, Literal):
                messages[subject.value][value.language or ""] = value.value
            if quad.predicate.value == f"{SH}severity" and isinstance(value, NamedNode):
                severities[subject.value] = value.value.removeprefix(SH).lower()
    found = [
        ShapeInfo(
            name=iri.removeprefix(SHAPE),
            severity=severities.get(iri, "violation"),
            message=Labels(da=said.get("da"), en=said.get("en")),
        )
        for iri, said in messages.items()
    ]
    return sorted(found, key=lambda shape: (_WORST_FIRST.index(shape.severity), shape.name))
