"""Asking a named question: parameters checked, query filled in, rows typed and named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain
from typing import Final, TypeAlias

from pyoxigraph import Literal, NamedNode

from graph import names
from graph.answers import Answer, Cell, Labels, Quote, Thing, Value
from graph.catalogue import Column, Parameter, Question, Terms
from graph.engine import Engine, Row, Term
from graph.errors import ParameterError, nearest
from graph.findings import Basis, bases, findings
from graph.lexer import Token, tokens
from graph.scope import terms_of
from graph.things import Things

XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PASSAGE: Final = names.data("passage/")

Given: TypeAlias = Mapping[str, Sequence[str]]
"""The values of parameters as a user typed them, by name."""


def ask(engine: Engine, things: Things, question: Question, given: Given) -> Answer:
    """Return the whole answer to a question.

    Rows that differ in their quotes alone become one row with all of them. Raises ParameterError
    for a parameter or a value that the question does not know.
    """

    def groups_for(terms: Terms) -> list[Sequence[Row]]:
        return _groups(question, engine.select(fill(question, terms)).rows)

    def bases_for(terms: Terms) -> list[Basis]:
        return bases(engine, question, groups_for(terms))

    terms = read_parameters(question, given, things)
    groups = groups_for(terms)
    found = list(chain(*groups))
    mentioned = chain(*terms.values(), *(row.values() for row in found))
    iris = {term.value for term in mentioned if isinstance(term, NamedNode)}
    quotes = things.quoted(iri for iri in iris if iri.startswith(PASSAGE))
    about = terms_of(engine, question, terms)
    named = things.named({*about, *iris} - quotes.keys())
    resting = bases(engine, question, groups)
    return Answer(
        question=question.slug,
        title=Labels(da=question.title["da"], en=question.title["en"]),
        release=engine.release,
        parameters={name: [_value(t, named) for t in values] for name, values in terms.items()},
        columns=list(question.columns),
        about=[named[iri] for iri in about],
        scope=findings(engine, things, question, terms, resting, bases_for),
        total=len(groups),
        rows=[_typed(question, group, named, quotes) for group in groups],
        declined=[number for number, basis in enumerate(resting) if basis.is_declined],
    )


def read_parameters(question: Question, given: Given, things: Things) -> Terms:
    """Return the given values as terms.

    Raises ParameterError for an unknown name, an unknown value, or two values for one that
    takes one.
    """
    for name in given:
        if name not in question.parameters:
            advice = nearest(name, question.parameters)
            raise ParameterError(f"'{question.slug}' has no parameter '{name}'; {advice}")
    terms: dict[str, Sequence[NamedNode | Literal]] = {}
    for name, parameter in question.parameters.items():
        values = given.get(name, ())
        if len(values) > 1 and not parameter.several:
            raise ParameterError(f"{name}: one value is wanted, {len(values)} are given")
        if values:
            terms[name] = [_term(value, parameter, things) for value in values]
    return terms


def fill(question: Question, terms: Terms) -> str:
    """Return the question's SPARQL with the terms in the places of its parameters.

    Only tokens are replaced, so a parameter's name in a comment or a string stays as it is, and
    a term cannot break out of its place.
    """
    found = list(tokens(question.sparql))
    texts = [_single(token, terms) for token in found]
    solid = [i for i, token in enumerate(found) if token.kind not in ("space", "comment")]
    for i, variable, _, undef, _ in zip(*(solid[start:] for start in range(5)), strict=False):
        name = found[variable].text.removeprefix("?")
        if found[i].text == "VALUES" and found[undef].text == "UNDEF" and name in terms:
            texts[undef] = " ".join(map(str, terms[name]))
    return "".join(texts)


def _single(token: Token, terms: Terms) -> str:
    name = token.text.removeprefix("$")
    is_parameter = token.kind == "variable" and name != token.text and name in terms
    return str(terms[name][0]) if is_parameter else token.text


def _term(value: str, parameter: Parameter, things: Things) -> NamedNode | Literal:
    if parameter.kind != "date":
        return NamedNode(things.resolve(value, parameter.kind, parameter.name))
    try:
        day = date.fromisoformat(value)
    except ValueError as error:
        wrong = f"{parameter.name}: '{value}' is no date; write it as 2021-12-31"
        raise ParameterError(wrong) from error
    return Literal(day.isoformat(), datatype=NamedNode(XSD + "date"))


def _groups(question: Question, found: Sequence[Row]) -> list[Sequence[Row]]:
    """Return together the rows that differ in their quotes alone: they are one of the answer."""
    plain = [name for name, column in question.columns.items() if column.kind != "Quote"]
    groups: dict[tuple[Term | None, ...], list[Row]] = defaultdict(list)
    for row in found:
        groups[tuple(row.get(name) for name in plain)].append(row)
    return list(groups.values())


def _typed(
    question: Question,
    group: Sequence[Row],
    named: Mapping[str, Thing],
    quotes: Mapping[str, Quote],
) -> dict[str, Cell]:
    return {
        name: _column(column, group, named, quotes) for name, column in question.columns.items()
    }


def _column(
    column: Column, rows: Sequence[Row], named: Mapping[str, Thing], quotes: Mapping[str, Quote]
) -> Cell:
    if column.kind == "Quote":
        return _quotes(column.name, rows, quotes)
    return cell(rows[0].get(column.name), named)


def _quotes(name: str, rows: Sequence[Row], quotes: Mapping[str, Quote]) -> list[Quote]:
    """Return the quotes of a column, each once, in the order of the rows."""
    passages = dict.fromkeys(row[name] for row in rows if name in row)
    return [quotes[term.value] for term in passages if isinstance(term, NamedNode)]


def cell(term: Term | None, named: Mapping[str, Thing]) -> Cell:
    """Return a term as a value of an answer; an IRI as the thing that it names."""
    if isinstance(term, NamedNode):
        return named[term.value]
    if isinstance(term, Literal):
        return _python(term)
    return None


def _python(literal: Literal) -> bool | int | Decimal | date | str:
    match literal.datatype.value.removeprefix(XSD):
        case "boolean":
            return literal.value == "true"
        case "integer":
            return int(literal.value)
        case "decimal":
            return Decimal(literal.value)
        case "date":
            return date.fromisoformat(literal.value)
        case _:
            return literal.value


def _value(term: NamedNode | Literal, named: Mapping[str, Thing]) -> Value:
    return named[term.value] if isinstance(term, NamedNode) else term.value
