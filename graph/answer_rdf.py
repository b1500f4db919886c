"""An answer as RDF: a table of CSV on the Web, whose rows have a property for each column."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph import names
from graph.answers import Answer, Cell, Labels, Quote, Thing
from graph.catalogue import Question

CSVW: Final = "http://www.w3.org/ns/csvw#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
LABEL: Final = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
TYPE: Final = NamedNode(f"{RDF}type")


def answer_triples(answer: Answer, question: Question) -> Iterator[Triple]:
    """Yield an answer as an annotated table (Generating RDF from Tabular Data on the Web, 4).

    The table is `question/{slug}/answer/{release}-{parameters}`, a row of it `…/row/{number}`
    from 1, and a column the property `question/{slug}/column/{name}`. Things keep their IRIs and
    have their labels; a quote is the IRI of its passage, with the words.
    """
    base = names.QUESTION + question.slug
    table = f"{base}/answer/{answer.release}-{_parameters(answer)}"
    yield _triple(table, TYPE, NamedNode(f"{CSVW}Table"))
    yield from _named(table, answer.title)
    for number, row in enumerate(answer.rows, start=1):
        line = f"{table}/row/{number}"
        yield _triple(table, NamedNode(f"{CSVW}row"), NamedNode(line))
        yield _triple(line, TYPE, NamedNode(f"{CSVW}Row"))
        yield _triple(line, NamedNode(f"{CSVW}rownum"), _literal(number))
        for name, cell in row.items():
            yield from _cell(line, NamedNode(f"{base}/column/{name}"), cell)
    for name, column in question.columns.items():
        said = Labels(da=column.description["da"], en=column.description["en"])
        yield from _named(f"{base}/column/{name}", said)


def _cell(line: str, column: NamedNode, cell: Cell) -> Iterator[Triple]:
    if isinstance(cell, Thing):
        yield _triple(line, column, NamedNode(cell.iri))
        yield from _named(cell.iri, cell.label)
    elif isinstance(cell, Sequence) and not isinstance(cell, str):
        for quote in cell:
            yield from _quote(line, column, quote)
    elif cell is not None:
        yield _triple(line, column, _literal(cell))


def _quote(line: str, column: NamedNode, quote: Quote) -> Iterator[Triple]:
    yield _triple(line, column, NamedNode(quote.passage))
    words = Literal(quote.text, language=quote.language)
    yield _triple(quote.passage, NamedNode(names.term("exact")), words)
    document = NamedNode(quote.document.iri)
    yield _triple(quote.passage, NamedNode(names.term("inDocument")), document)
    yield from _named(quote.document.iri, quote.document.label)


def _named(iri: str, label: Labels) -> Iterator[Triple]:
    for language, text in (("da", label.da), ("en", label.en)):
        if text:
            yield _triple(iri, LABEL, Literal(text, language=language))


def _literal(cell: bool | int | Decimal | date | str) -> Literal:
    match cell:
        case bool():
            return Literal(cell)
        case int():
            return Literal(str(cell), datatype=NamedNode(f"{XSD}integer"))
        case Decimal():
            return Literal(str(cell), datatype=NamedNode(f"{XSD}decimal"))
        case date():
            return Literal(cell.isoformat(), datatype=NamedNode(f"{XSD}date"))
        case _:
            return Literal(cell)


def _parameters(answer: Answer) -> str:
    """Return a name of what the question was asked with."""
    given = sorted(
        (name, value.iri if isinstance(value, Thing) else str(value))
        for name, values in answer.parameters.items()
        for value in values
    )
    return blake2b(repr(given).encode(), digest_size=6).hexdigest() if given else "all"


def _triple(subject: str, predicate: NamedNode, object_: NamedNode | Literal) -> Triple:
    return Triple(NamedNode(subject), predicate, object_)
