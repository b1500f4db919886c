"""How findings and languages are told in tables and in words."""

import csv
import io

from silences import Ask, csv_of

from api.sentences import to_sentences
from graph.answers import Labels, Thing
from graph.ask import ask
from graph.catalogue import question
from graph.engine import EmbeddedEngine
from graph.names import BASE
from graph.things import Things


def test_csv_has_a_finding_in_each_row_and_a_line_for_who_has_none(asked: Ask) -> None:
    text = csv_of(asked("goals"), question("goals"), "en")
    header, *lines = csv.reader(io.StringIO(text))
    assert header[-3:] == ["finding", "finding_document", "finding_scope"]
    assert [line[-3:] for line in lines] == [
        ["stated", "", ""],
        ["declined", "", ""],
        ["silent", "document.c", "goal"],
        ["not-coded", "document.d", "goal"],
    ]
    assert {cell for line in lines[2:] for cell in line[:-3]} == {""}
    tobacco = csv_of(asked("goals", theme="tobacco"), question("goals"), "en")
    assert tobacco.splitlines()[-2].endswith("silent,document.c,goal | concept.theme-tobacco")


def test_the_findings_in_words(asked: Ask) -> None:
    assert list(to_sentences(asked("goals"))) == [
        "Stated: Dokument a.",
        "Declined: Dokument b.",
        "The text does not say: Dokument c (read in full for: goal).",
        "Not coded yet: Dokument d (not read in full for: goal).",
    ]
    assert list(to_sentences(asked("goals", normative="proposed", region="nord"))) == [
        "Stated: Dokument a (nothing that the filters let through).",
        "Declined: Dokument b (nothing that the filters let through).",
    ]
    assert list(to_sentences(asked("goals", region="uden"))) == [
        "Not coded yet: there is no document of what was asked for."
    ]


def test_a_label_in_the_other_language_is_marked(asked: Ask) -> None:
    assert Labels(da="Sundhedsprofilen").marked("en") == "Sundhedsprofilen [da]"
    assert Labels(da="mål", en="goal").marked("en") == "goal"
    assert Labels(en="goal").marked("da") == "goal [en]"
    assert Labels().marked("da") == ""
    text = csv_of(asked("goals"), question("goals"), "en")
    header, first, *_ = csv.reader(io.StringIO(text))
    assert dict(zip(header, first, strict=True))["standing"] == "vedtaget [da]"


def test_a_translation_of_ours_is_marked(engine: EmbeddedEngine, things: Things) -> None:
    (row,) = ask(engine, things, question("element-evidence"), {}).rows[:1]
    named, quotes = row["element"], row["quote"]
    assert isinstance(named, Thing)
    assert isinstance(quotes, list)
    assert named.label.translated == "en"
    assert {quote.language for quote in quotes} == {"da"}
    assert things.named([f"{BASE}ont#Goal"])[f"{BASE}ont#Goal"].label.translated is None
