"""The quote matcher: its vectors, its verdicts, and what must hold of any quote of a real text."""

import json
import random
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.passages import LockProver, Quote, QuoteError, TextProver, Verdict, lock_of
from graph.passages.folding import FOLDINGS
from graph.passages.headings import HeadingError

ROOT = Path(__file__).parent.parent
VECTORS = yaml.safe_load((ROOT / "tests/cases/foldings/vectors.yaml").read_text(encoding="utf-8"))
REAL = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def test_there_are_enough_vectors_and_each_folding_has_some() -> None:
    assert len(VECTORS) >= 60
    assert {n for vector in VECTORS for n in vector.get("foldings", [])} == set(FOLDINGS)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['quote']!r} in {v['text']!r}")
def test_a_vector(vector: dict[str, Any]) -> None:
    prover = TextProver("doc", vector["text"], layout_hyphens=vector.get("hyphens", ()))
    if "verdict" in vector:
        with pytest.raises(QuoteError) as caught:
            prover.prove(Quote(vector["quote"]))
        assert caught.value.verdict == vector["verdict"]
        return
    passage = prover.prove(Quote(vector["quote"]))
    assert passage.exact == vector["found"] == vector["text"][passage.start : passage.end]
    assert list(passage.foldings) == vector["foldings"]
    assert passage.verdict is (Verdict.FOLDED if vector["foldings"] else Verdict.EXACT)


def test_the_published_table_is_the_table_of_the_code() -> None:
    published = (ROOT / "graph/foldings.md").read_text(encoding="utf-8")
    assert {
        int(n): text for n, text in re.findall(r"^\| (\d) \| (.+) \|$", published, re.M)
    } == FOLDINGS
    assert set(re.findall(r"^\| `(\w+)` \|", published, re.M)) == set(Verdict)


def test_a_passage_knows_its_place() -> None:
    text = "Før. " * 20 + "Vi vil nå det." + " Efter." * 20
    passage = TextProver("doc", text).prove(Quote("Vi vil nå det."))
    assert (passage.start, passage.end) == (100, 114)
    assert passage.prefix == text[40:100]
    assert passage.suffix == text[114:174]
    assert passage.key == f"doc/{passage.digest[:12]}/100-114"


def test_a_quote_in_another_document_is_named() -> None:
    others: dict[str, TextProver] = {}
    others["one"] = TextProver("one", "Vi vil nå målet sammen.", others=others)
    others["two"] = TextProver("two", "Noget helt andet står her.", others=others)
    with pytest.raises(QuoteError, match="stands in one, not in two") as caught:
        others["two"].prove(Quote("Vi vil nå målet"))
    assert caught.value.verdict is Verdict.MISATTRIBUTED


def test_an_absent_quote_shows_the_nearest_passage() -> None:
    text = "Først noget andet. Vi vil nedbringe antallet af rygere i regionen. Så mere."
    with pytest.raises(QuoteError, match="the nearest is: Vi vil nedbringe antallet af rygere"):
        TextProver("doc", text).prove(Quote("Vi vil nedbringe antallet af rygare"))


def test_an_ambiguous_quote_can_say_which_one_is_meant() -> None:
    text = "# A\ngodt samarbejde\n# B\ngodt samarbejde"
    prover = TextProver("doc", text, "# A\n# B")
    with pytest.raises(QuoteError, match=r"2 times here \(1 under A; 2 under B\)"):
        prover.prove(Quote("godt samarbejde"))
    assert prover.prove(Quote("godt samarbejde", (2, 2))).headings == ("B",)
    for wrong in ((3, 2), (1, 3), (0, 2)):
        with pytest.raises(QuoteError, match="occurrence: 1 of 2"):
            prover.prove(Quote("godt samarbejde", wrong))


def test_a_long_quote_is_refused() -> None:
    text = "ord " * 100
    with pytest.raises(QuoteError, match="300 are the limit"):
        TextProver("doc", text).prove(Quote(text.strip()))


def test_headings_are_lines_of_their_own_and_make_a_path() -> None:
    text = (
        "Indhold\nMål\t3\nDelmål\t4\n\nMål\n\nVi vil\n\n**Delmål**\n\nVi kan\n\nSlut\n\nTak for nu"
    )
    prover = TextProver("doc", text, "# Mål\n## Delmål\n# Slut")
    assert prover.prove(Quote("Vi vil")).headings == ("Mål",)
    assert prover.prove(Quote("Vi kan")).headings == ("Mål", "Delmål")
    assert prover.prove(Quote("Delmål Vi kan")).headings == ("Mål", "Delmål")
    assert prover.prove(Quote("Tak for nu")).headings == ("Slut",)
    assert prover.prove(Quote("Indhold Mål 3")).headings == ()


@pytest.mark.parametrize(("outline", "number"), [("# Mål\n# Ikke her", 1), ("# Slut\n# Mål", 1)])
def test_a_heading_that_is_not_there_in_order_is_named(outline: str, number: int) -> None:
    with pytest.raises(HeadingError) as caught:
        TextProver("doc", "Mål\n\nVi vil\n\nSlut\n", outline)
    assert caught.value.number == number


def test_a_span_reaches_from_words_to_words() -> None:
    text = "Først kommer dette. Så meget andet. Til sidst det hele."
    prover = TextProver("doc", text)
    span = prover.prove_span("Så meget", "det hele.")
    assert text[span.start : span.end] == "Så meget andet. Til sidst det hele."
    with pytest.raises(QuoteError, match="does not stand after"):
        prover.prove_span("Til sidst", "Så meget")
    with pytest.raises(QuoteError, match="does not stand in the text"):
        prover.prove_span("Nej tak", "det hele.")


def test_a_lock_answers_what_was_proved_and_nothing_else() -> None:
    prover = TextProver("doc", "# Mål\nVi vil nå\nmålet sammen.", "# Mål")
    proved = prover.prove(Quote("Vi vil nå målet"))
    span = prover.prove_span("Vi vil", "målet sammen.")
    lock = LockProver(json.loads(lock_of(prover)))
    assert lock.prove(Quote("Vi vil nå målet")) == proved
    assert lock.prove_span("Vi vil", "målet sammen.") == span
    assert lock.digest == prover.digest
    with pytest.raises(QuoteError, match="not among the proved quotes"):
        lock.prove(Quote("målet sammen."))
    with pytest.raises(QuoteError, match="not among the proved ones"):
        lock.prove_span("Vi vil", "nå målet")


@cache
def prover_of(path: Path) -> TextProver:
    return TextProver(path.stem, path.read_text(encoding="utf-8"))


def run_of_words(prover: TextProver, data: st.DataObject) -> tuple[int, int]:
    """A run of three to twelve words of the text; a word may be divided at a line end.

    The name of an HTML tag is no word: a quote that ends in the middle of a tag is nobody's.
    """
    word = r"(?<![\w<])(?<!</)[^\W_]+(?:-\s*\n\s*[^\W_]+)*"
    words = [m.span() for m in re.finditer(word, prover.raw)]
    first = data.draw(st.integers(0, len(words) - 13))
    start = words[first][0]
    end = words[first + data.draw(st.integers(2, 11))][1]
    return start, end


@REAL
@given(st.data())
def test_any_unique_run_of_words_is_found_at_its_own_offsets(
    sources: Path, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(sources.glob("*-*.txt"))))
    prover = prover_of(path)
    start, end = run_of_words(prover, data)
    places = prover.find(prover.raw[start:end])
    assert (start, end) in places


def spaced(text: str) -> str:
    return "\n ".join(re.split(r"\s+", text)) if not re.search(r"-\s", text) else text


VARIANTS = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "spaces": spaced,
    "soft hyphens": lambda text: re.sub(r"(?<=[a-z]{4})(?=[a-z])", "\u00ad", text, count=1),
    "dashes": lambda text: text.replace("–", "-"),
    "quotes": lambda text: text.replace('"', "”"),
    "ligatures": lambda text: text.replace("fi", "ﬁ").replace("fl", "ﬂ"),
    "line ends joined": lambda text: re.sub(
        r"(?<=\w)-\s*\n\s*(?!og\b|eller\b|samt\b)(?=[a-zæøå])", "", text
    ),
}


@REAL
@given(st.data())
def test_any_folded_variant_of_a_run_is_found_at_the_same_offsets(
    sources: Path, data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(sources.glob("*-*.txt"))))
    prover = prover_of(path)
    start, end = run_of_words(prover, data)
    name = data.draw(st.sampled_from(sorted(VARIANTS)))
    assert (start, end) in prover.find(VARIANTS[name](prover.raw[start:end]))


@REAL
@given(st.integers())
def test_a_random_sentence_is_never_found(sources: Path, seed: int) -> None:
    for path in sorted(sources.glob("*-*.txt")):
        words = sorted(set(re.findall(r"[a-zæøå]{4,}", prover_of(path).raw)))
        chosen = random.Random(seed).sample(words, 6)
        assert prover_of(path).find(" ".join(chosen)) == []
