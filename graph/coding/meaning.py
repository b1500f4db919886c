"""What a key of a sheet means in RDF: the annotations that the models of `sheet.py` carry.

The models are the single description of the format: pydantic checks a sheet by them, an editor
completes by the JSON Schema made from them, and `triples.py` writes the RDF that these
annotations name. A new key is a line in a model, not code.
"""

from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from graph.coding.context import context
from graph.coding.faults import fault
from graph.coding.quotes import Relation
from graph.coding.vocabulary import schemes
from graph.errors import nearest


@dataclass(frozen=True)
class Text:
    """A text in one language: `property` is an own term's name or a whole IRI."""

    property: str
    language: str


@dataclass(frozen=True)
class Datum:
    """A plain value, written as an XSD literal of the type `datatype` (`integer`, `date` …)."""

    property: str
    datatype: str = "string"


@dataclass(frozen=True)
class Coded:
    """The code of a concept; `graph.coding.vocabulary` has the codes of each scheme."""

    property: str
    scheme: str

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Check the code while pydantic reads the sheet."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """List the codes in the JSON Schema, so that an editor offers them."""
        return {**handler(schema), "enum": list(schemes()[self.scheme])}

    def _check(self, code: str | None) -> str | None:
        if code is not None and code not in schemes()[self.scheme]:
            wrong = f"'{code}' is not a code of the scheme {self.scheme}"
            raise fault(wrong, nearest(code, schemes()[self.scheme]))
        return code


@dataclass(frozen=True)
class Target:
    """A reference, or a list of them, to things of the kinds named (`goal`, `concept:theme`)."""

    property: str
    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Replace each reference by the IRI that it stands for."""
        return core_schema.with_info_after_validator_function(self._resolve, handler(source))

    def _resolve(
        self, reference: str | list[str] | None, info: ValidationInfo
    ) -> str | list[str] | None:
        known = context(info)
        if not reference or not known:
            return reference
        if isinstance(reference, list):
            return [known.resolve(one, self.kinds) for one in reference]
        return known.resolve(reference, self.kinds)


@dataclass(frozen=True)
class Link:
    """Relations that each carry a ground and a quote: written as a triple and an Assertion."""

    property: str
    kinds: tuple[str, ...]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Resolve each item on its own, so that an error has the line of the item."""
        item = core_schema.with_info_after_validator_function(
            self._resolve, handler.generate_schema(Relation)
        )
        return core_schema.list_schema(item)

    def _resolve(self, relation: Relation, info: ValidationInfo) -> Relation:
        known = context(info)
        return relation.to_iri(known.resolve(relation.to, self.kinds)) if known else relation


@dataclass(frozen=True)
class Records:
    """Records below their owner, each of which points back to it by `property`."""

    property: str
