"""A small graph on which documents say, decline, are silent, or were not read."""

from collections.abc import Callable, Sequence
from typing import Final

import pytest

from api.tables.answers import answer_table
from api.tables.table import to_csv
from graph.answers import Answer
from graph.ask import ask
from graph.catalogue import Question, question
from graph.engine import EmbeddedEngine
from graph.names import BASE, Language
from graph.release import Release
from graph.things import Things

PREFIXES: Final = f"""
@base <{BASE}id/> .
@prefix aftale: <{BASE}ont#> .
@prefix concept: <{BASE}concept/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""


COMMON: Final = """
<region/n> a aftale:Region ; aftale:slug "nord" .
<region/s> a aftale:Region ; aftale:slug "syd" .
<region/empty> a aftale:Region ; aftale:slug "uden" .
<cluster/n1> a aftale:Cluster ; aftale:inRegion <region/n> .
concept:theme-prevention skos:inScheme concept:theme .
concept:theme-tobacco skos:inScheme concept:theme ; skos:broader concept:theme-prevention .
concept:theme-alcohol skos:inScheme concept:theme ; skos:broader concept:theme-prevention .
concept:theme-water skos:inScheme concept:theme .
concept:target-group-young skos:inScheme concept:target-group .
concept:normative-adopted skos:inScheme concept:normative ; skos:prefLabel "vedtaget"@da .
concept:normative-declined skos:inScheme concept:normative .
concept:normative-proposed skos:inScheme concept:normative .
concept:decision-outcome-declined skos:inScheme concept:decision-outcome .
aftale:Goal rdfs:label "mål"@da , "goal"@en .
"""


EVERYTHING: Final = (
    *("aftale:Goal", "aftale:Decision", "aftale:Indicator", "aftale:IndicatorValue"),
    *("aftale:DataSource", "aftale:Milestone", "aftale:targetGroup", "aftale:Initiative"),
    *("concept:theme-prevention", "concept:theme-tobacco", "concept:theme-alcohol"),
)


def csv_of(answer: Answer, asked: Question, language: Language) -> str:
    return to_csv(answer_table(answer, asked, language), bom=False).decode()


def document(name: str, region: str, read_for: Sequence[str]) -> str:
    scopes = (
        f"<scope/{name}/{number}> aftale:scopeDocument <document/{name}> ;"
        f" aftale:scopeTerm {term} ."
        for number, term in enumerate(read_for)
    )
    about = f"<document/{name}> a aftale:SourceDocument ; aftale:aboutAgreement <{name}> ;"
    return "\n".join(
        (
            f'{about} skos:prefLabel "Dokument {name}"@da .',
            f"<{name}> a aftale:HealthAgreement ; aftale:coversRegion <region/{region}> ;",
            "    aftale:normativeStatus concept:normative-adopted .",
            *scopes,
        )
    )


def passage(path: str, name: str) -> str:
    return (
        f"<passage/{path}> aftale:inDocument <document/{name}> ; aftale:exact 'ord' ;"
        " aftale:headingPath '' ; aftale:prefix '' ; aftale:suffix '' ;"
        " aftale:start 0 ; aftale:end 3 ."
    )


def element(kind: str, name: str, number: int, standing: str, theme: str = "tobacco") -> str:
    path = f"{name}/{kind.lower()}/{number}"
    return (
        f"<{path}> a aftale:{kind} ; aftale:ofAgreement <{name}> ; aftale:ordinal {number} ;"
        f" skos:prefLabel 'Nr. {number}'@da ; aftale:slug '{name}-{number}' ;"
        f" aftale:theme concept:theme-{theme} ;"
        f" aftale:normativeStatus concept:normative-{standing} ;"
        f" aftale:evidence <passage/{path}> .\n{passage(path, name)}"
    )


GRAPH: Final = "\n".join(
    (
        *(PREFIXES, COMMON),
        document("a", "n", EVERYTHING),
        document("b", "n", EVERYTHING),
        document("c", "s", EVERYTHING),
        document("d", "s", ["aftale:Decision", "concept:theme-tobacco"]),
        element("Goal", "a", 1, "adopted"),
        element("Goal", "b", 1, "declined"),
        element("Vision", "a", 1, "adopted"),
        "<a/goal/1> aftale:targetGroup concept:target-group-young .",
    )
)


Ask = Callable[..., Answer]


@pytest.fixture(scope="module")
def asked() -> Ask:
    """Ask a question of the made-up graph, to which more Turtle may be added."""

    def run(asked: str | Question, more: str = "", **given: str) -> Answer:
        small = EmbeddedEngine(Release("made-up", {"all": (GRAPH + more).encode()}))
        found = question(asked) if isinstance(asked, str) else asked
        return ask(small, Things(small), found, {name: [text] for name, text in given.items()})

    return run
