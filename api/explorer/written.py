"""Plain values as a page in Danish or English writes them; files and JSON have them as they are."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from babel.dates import format_date
from babel.numbers import format_decimal

from api.explorer.words import words
from graph.answers import Thing
from graph.names import Language

_LOCALES: Final[Mapping[Language, str]] = {"da": "da_DK", "en": "en_GB"}
"""British, for the day stands before the month on both pages."""

_SKOS: Final = {
    "broader": "thing.broader",
    "inScheme": "thing.in_scheme",
    "topConceptOf": "thing.top_concept_of",
    "definition": "thing.definition",
    "editorialNote": "thing.editorial_note",
    "scopeNote": "thing.scope_note",
}
"""Properties that have no label in the data, by the end of their IRI."""


def property_name(of: Thing, language: Language) -> str:
    """Return what a property is called in a language; the end of its IRI where nothing names it."""
    end = of.iri.rpartition("#")[2]
    return words(_SKOS[end], language) if end in _SKOS else of.label[language] or end


def written(value: object, language: Language) -> str:
    """Return a number, a day or a truth in the words and signs of a language, and all else as text.

    `Decimal("17350.5")` is `17.350,5` in Danish (CLDR); no digit is rounded away.
    """
    if isinstance(value, bool):
        return words("things.yes" if value else "things.no", language)
    if isinstance(value, int | float | Decimal):
        return format_decimal(value, locale=_LOCALES[language], decimal_quantization=False)
    if isinstance(value, date):
        return format_date(value, "long", locale=_LOCALES[language])
    return str(value)
