"""What each document says to a question: that, that not, nothing; or nobody has looked.

**What a row rests on.** On the documents that its quotes are from. A row without a quote rests on
those that the thing in its first column is quoted from (the goal whose indicators are counted).

**What is declined.** A row is declined where one of its own cells is the normative status or the
decision outcome `declined`. Only where it has no cell of these two schemes, the normative status
of the thing in its first column counts: a milestone of a declined initiative is declined.

**What is silent.** A finding is never taken from a filter that only leaves rows out. Where the
answer has no row of a document, the question is asked again with its themes and target groups
alone: without the date, the status, the goal, and without region and agreement too, since they
are met by what is coded of a thing, which may say less than the document. If a row rests on the
document then, the finding is of that row, and `rows` is 0. Only otherwise is the document silent,
and only if it was read in full for every term (graph/scope.py).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from graph import names
from graph.answers import Finding, Scope, Thing
from graph.catalogue import Question, Terms
from graph.engine import Engine, Row, value
from graph.scope import TARGET_GROUP, THEME, Reading, asked_of, readings, terms_of
from graph.things import Things, select_batches

_FACTS: Final = f"""
PREFIX aftale: <{names.ONT}>
SELECT ?thing ?document ?standing WHERE {{
    VALUES ?thing {{ UNDEF }}
    {{ ?thing aftale:inDocument ?document }}
    UNION {{ ?thing aftale:evidence/aftale:inDocument ?document }}
    UNION {{ ?thing aftale:normativeStatus ?standing }}
}}"""

_STANDINGS: Final = (f"{names.CONCEPT}normative-", f"{names.CONCEPT}decision-outcome-")

DECLINED: Final = frozenset(standing + "declined" for standing in _STANDINGS)


@dataclass(frozen=True)
class Basis:
    """The documents that a row of an answer rests on, and whether it is declined."""

    documents: frozenset[str]
    is_declined: bool


@dataclass(frozen=True)
class _Facts:
    """The documents that a thing is quoted from, or a passage stands in, and how a thing stands."""

    documents: set[str] = field(default_factory=set)
    standings: set[str] = field(default_factory=set)


Bases = Callable[[Terms], Sequence[Basis]]
"""What the rows of a question rest on when it is asked with other terms."""


def bases(engine: Engine, question: Question, groups: Sequence[Sequence[Row]]) -> list[Basis]:
    """Return what each row of the answer rests on; a group is what one row is made of."""
    first = next(iter(question.columns), "")
    wanted = {first, *_quote_columns(question)}
    iris = {iri for group in groups for row in group for iri in _iris(row, wanted)}
    facts = _facts(engine, sorted(iris))
    return [_basis(group, first, _quote_columns(question), facts) for group in groups]


def findings(
    engine: Engine,
    things: Things,
    question: Question,
    terms: Terms,
    resting: Sequence[Basis],
    bases_for: Bases,
) -> list[Scope]:
    """Return what each document says that the question is asked of, or that a row rests on.

    A question that neither is about anything nor quotes (`themes-by-document`) is about the coding
    itself: no document says anything to it.
    """
    if not question.about and not _quote_columns(question):
        return []
    about = terms_of(engine, question, terms)
    asked = asked_of(engine, question, terms)
    own = _by_document(resting)
    entries = [
        reading
        for reading in readings(engine)
        if asked is None or reading.document in asked or reading.document in own
    ]
    subject = _subject(question, terms)
    is_whole = subject == terms or all(entry.document in own for entry in entries)
    wider = own if is_whole else _by_document(bases_for(subject))
    named = things.named({*about, *(iri for e in entries for iri in (e.document, e.agreement))})
    return [_scope(entry, about, own, wider, named) for entry in entries]


def _subject(question: Question, terms: Terms) -> Terms:
    """Return the terms that say what is asked about, and so leave nothing out."""
    kinds = (THEME, TARGET_GROUP)
    return {name: term for name, term in terms.items() if question.parameters[name].kind in kinds}


def _scope(
    entry: Reading,
    about: Sequence[str],
    own: Mapping[str, Sequence[bool]],
    wider: Mapping[str, Sequence[bool]],
    named: Mapping[str, Thing],
) -> Scope:
    missing = [iri for iri in about if iri not in entry.terms]
    is_read = bool(about) and not missing
    rows = own.get(entry.document, ())
    return Scope(
        document=named[entry.document],
        agreement=named[entry.agreement],
        finding=_finding(rows or wider.get(entry.document, ()), is_read),
        rows=len(rows),
        read=is_read,
        terms=[named[iri] for iri in about if iri in entry.terms],
        missing=[named[iri] for iri in missing],
    )


def _finding(declined: Sequence[bool], is_read: bool) -> Finding:
    """Return the finding from which of the rows are declined, and whether all was read."""
    if declined:
        return "declined" if all(declined) else "stated"
    return "silent" if is_read else "not-coded"


def _by_document(resting: Sequence[Basis]) -> Mapping[str, Sequence[bool]]:
    """Return for each document whether each of the rows that rest on it is declined."""
    found: dict[str, list[bool]] = defaultdict(list)
    for basis in resting:
        for document in basis.documents:
            found[document].append(basis.is_declined)
    return found


def _basis(
    group: Sequence[Row], first: str, quotes: Sequence[str], facts: Mapping[str, _Facts]
) -> Basis:
    quoted = {iri for row in group for iri in _iris(row, quotes)}
    subject = {iri for row in group for iri in _iris(row, [first])}
    said = {iri for row in group for iri in _iris(row, row) if iri.startswith(_STANDINGS)}
    known = {standing for iri in subject for standing in facts[iri].standings}
    documents = {document for iri in quoted or subject for document in facts[iri].documents}
    return Basis(frozenset(documents), not DECLINED.isdisjoint(said or known))


def _facts(engine: Engine, iris: Sequence[str]) -> Mapping[str, _Facts]:
    facts: dict[str, _Facts] = defaultdict(_Facts)
    for row in select_batches(engine, _FACTS, iris):
        known = facts[value(row["thing"])]
        if "document" in row:
            known.documents.add(value(row["document"]))
        if "standing" in row:
            known.standings.add(value(row["standing"]))
    return facts


def _iris(row: Row, columns: Iterable[str]) -> Iterator[str]:
    for name in columns:
        term = row.get(name)
        if isinstance(term, NamedNode):
            yield term.value


def _quote_columns(question: Question) -> list[str]:
    return [column.name for column in question.columns.values() if column.kind == "Quote"]
