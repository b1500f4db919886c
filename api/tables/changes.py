"""What changed between two agreements as a table: a line for each pair of elements."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Final

from api.tables.table import Column, Table, cell_id, joined, quote_fields, shown_cell
from graph.answers import Labels, Thing
from graph.comparison.changes import Change, Changes, Element, Fate
from graph.comparison.matrix import Column as Side
from graph.comparison.pairs import Pairs
from graph.comparison.worddiff import Part
from graph.names import Language
from graph.resources.parameters import code

CHANGES: Final = (
    Column("kind", Labels(da="hvad der er sket; tomt: ikke sammenlignet", en="what became of it")),
    Column("kind_id", Labels(da="kode for hvad der er sket", en="code of what became of it")),
    Column("type", Labels(da="elementets klasse", en="class of the element")),
    Column("type_id", Labels(da="klassens term", en="term of the class")),
    Column("earlier", Labels(da="tidligere element", en="earlier element")),
    Column("earlier_id", Labels(da="dets korte id", en="its short id")),
    Column("later", Labels(da="senere element", en="later element")),
    Column("later_id", Labels(da="dets korte id", en="its short id")),
    Column("later_type", Labels(da="det senere elements klasse", en="class of the later element")),
    Column("later_type_id", Labels(da="klassens term", en="term of the class")),
    Column("same_wording", Labels(da="samme ordlyd", en="same wording"), "boolean"),
    Column("justification", Labels(da="begrundelse", en="justification")),
    Column("ground", Labels(da="grundlag", en="ground")),
    Column("ground_id", Labels(da="grundlagets kode", en="code of the ground")),
    Column("words", Labels(da="ordforskelle: [-væk-] {+nyt+}", en="words: [-gone-] {+new+}")),
    Column("earlier_quote", Labels(da="tidligere citat", en="earlier quotation"), several=True),
    Column("earlier_document", Labels(da="dokument", en="document"), several=True),
    Column("later_quote", Labels(da="senere citat", en="later quotation"), several=True),
    Column("later_document", Labels(da="dokument", en="document"), several=True),
    Column("correspondence_id", Labels(da="modsvarighedens id", en="id of the correspondence")),
)
PAIRS: Final = (
    Column("from", Labels(da="tidligere aftale", en="earlier agreement")),
    Column("from_id", Labels(da="dens korte id", en="its short id")),
    Column("from_standing", Labels(da="dens stilling", en="its standing")),
    Column("to", Labels(da="senere aftale", en="later agreement")),
    Column("to_id", Labels(da="dens korte id", en="its short id")),
    Column("to_standing", Labels(da="dens stilling", en="its standing")),
    Column("region", Labels(da="region", en="region"), several=True),
    Column("changes", Labels(da="modsvarigheder", en="correspondences"), "integer"),
)


OF_PROGRAMME: Final = Labels(
    da="Det hører til et nationalt program, som ingen sammenligning gør rede for.",
    en="It belongs to a national programme, which no comparison accounts for.",
)
MARKS: Final = {"equal": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
NOTHING: Final[Sequence[Element | None]] = (None,)
"""What stands on the side that a change has no element on."""


def pairs_table(pairs: Pairs, language: Language) -> Table:
    """Return the pairs that can be compared as a table."""
    return Table(PAIRS, _pair_rows(pairs, language))


def changes_table(changes: Changes, language: Language) -> Table:
    """Return the changes of a pair as a table, and behind them what nobody has compared.

    A change that has several elements on a side has a line for each pair of an earlier and a later
    one; `correspondence_id` says that they are one judgement.
    """
    return Table(CHANGES, _change_rows(changes, language))


def _pair_rows(pairs: Pairs, language: Language) -> Iterator[Sequence[str]]:
    for pair in pairs.pairs:
        sides = [cell for side in (pair.earlier, pair.later) for cell in _side(side, language)]
        regions = joined(shown_cell(region, language) for region in pair.regions)
        yield [*sides, regions, str(pair.changes)]


def _side(side: Side, language: Language) -> Iterator[str]:
    yield from (shown_cell(side.agreement, language), cell_id(side.agreement))
    yield shown_cell(side.standing, language)


def _change_rows(changes: Changes, language: Language) -> Iterator[Sequence[str]]:
    for group in changes.groups:
        for change in group.changes:
            rest = list(_rest(change, language))
            for earlier, later in product(change.earlier or NOTHING, change.later or NOTHING):
                yield [*_named(change.kind, language), *_ends(earlier, later, language), *rest]
    for fates, is_later in ((changes.earlier, False), (changes.later, True)):
        for fate in fates:
            if not fate.changes:
                yield _uncompared(fate, language, is_later=is_later)


def _rest(change: Change, language: Language) -> Iterator[str]:
    yield shown_cell(change.same_wording, language)
    yield change.justification
    yield from _named(change.ground, language)
    yield "".join(_marked(change.words.parts)).strip() if change.words else ""
    yield from quote_fields(change.earlier_quotes)
    yield from quote_fields(change.later_quotes)
    yield cell_id(change.correspondence)


def _ends(earlier: Element | None, later: Element | None, language: Language) -> Iterator[str]:
    first = earlier or later
    assert first is not None
    yield from _named(first.type, language)
    for element in (earlier, later):
        yield from _named(element.element if element else None, language)
    yield from _named(later.type if later else None, language)


def _uncompared(fate: Fate, language: Language, *, is_later: bool) -> list[str]:
    element = Element(element=fate.element, type=fate.type)
    earlier, later = (None, element) if is_later else (element, None)
    why = OF_PROGRAMME[language] if fate.programme else ""
    known = ["", "", *_ends(earlier, later, language), "", why]
    return known + [""] * (len(CHANGES) - len(known))


def _named(thing: Thing | None, language: Language) -> list[str]:
    return [shown_cell(thing, language), code(thing.iri) if thing else ""]


def _marked(parts: Sequence[Part]) -> Iterator[str]:
    """Yield the parts as `wdiff` writes them, and `[…]` where the next text of a side begins."""
    shown: tuple[int | None, ...] = (0, 0)
    for part in parts:
        texts = zip((part.earlier_text, part.later_text), shown, strict=True)
        place = tuple(old if new is None else new for new, old in texts)
        yield " […]" if place != shown else ""
        shown = place
        words = part.plain.lstrip()
        yield part.plain[: len(part.plain) - len(words)] + MARKS[part.fate].format(words)
