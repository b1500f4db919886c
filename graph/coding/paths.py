"""How a place in a sheet becomes a path below `id/`: `goals/4` is `dk82-2019/goal/4`.

A place is made of sections and numbers as a curator sees them; the path has the kind of each
section, and the agreement before what is numbered within it.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from graph.coding.correspondence import Correspondence
from graph.coding.elements import ELEMENT_SECTIONS
from graph.coding.entities import ENTITY_SECTIONS, Key
from graph.coding.faults import fault
from graph.coding.meaning import Records
from graph.coding.records import RECORD_SECTIONS, Labelled, Ordinal, Record
from graph.errors import nearest

Sections: TypeAlias = Mapping[str, type[Labelled | Record | Correspondence]]

SECTIONS: Final[Sections] = {
    **ELEMENT_SECTIONS,
    **ENTITY_SECTIONS,
    "correspondences": Correspondence,
}
"""What a sheet declares at its top, by the name of the section."""

BELOW: Final[Sections] = {**RECORD_SECTIONS, **ELEMENT_SECTIONS}
"""What may stand below a thing; its model says which of them do."""

KINDS: Final = tuple({model.kind: None for model in (*SECTIONS.values(), *BELOW.values())})

_NUMBER: Final = {False: TypeAdapter[str](Ordinal), True: TypeAdapter[str](Key)}


def path(place: str, agreement: str) -> str:
    """Return the path below `id/` of the thing at a place of a sheet about `agreement`."""
    of_agreement = place.partition("/")[0] in ELEMENT_SECTIONS
    return f"{agreement}/{reference(place)}" if of_agreement else reference(place)


def reference(place: str) -> str:
    """Return a place as references name it: `goals/4` is `goal/4`; a reference stays as it is."""
    known = {**SECTIONS, **BELOW}
    return "/".join(known[part].kind if part in known else part for part in place.split("/"))


def check(place: str, agreement: str) -> None:
    """Raise a fault unless `place` is where a sheet about `agreement` may declare something."""
    parts, sections = place.split("/"), SECTIONS
    if parts[0] in ELEMENT_SECTIONS and not agreement:
        raise fault(f"'{place}' is of no agreement", "retire it in the sheet that declared it")
    for name, number in zip(parts[::2], [*parts[1::2], ""], strict=False):
        if name not in sections:
            raise fault(f"'{place}' is of no known section: '{name}'", nearest(name, sections))
        if not _is_number(number, keyed=name not in BELOW and sections is SECTIONS):
            wrong = f"'{place}' has no number that {name} could have"
            raise fault(wrong, "write section and number, such as goals/4 or bodies/dk82-01")
        sections = _below(sections[name])


def _is_number(text: str, keyed: bool) -> bool:
    try:
        _NUMBER[keyed].validate_python(text)
    except ValidationError:
        return False
    return True


def _below(model: type[BaseModel]) -> dict[str, Any]:
    """Return the sections that a thing of a model may have below it, with their models."""
    return {
        field.alias or name: get_args(field.annotation)[1]
        for name, field in model.model_fields.items()
        if any(isinstance(meaning, Records) for meaning in field.metadata)
    }
