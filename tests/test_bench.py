"""What the READMEs tell of the benchmarks is what the results say, and the peers are held to it."""

import re

import pytest
from bench import load, ratios, results, sparql
from bench.queries import QUERIES
from bench.servers import OURS_UNCACHED, RDFLIB_ENDPOINT


@pytest.mark.parametrize("readme", results.READMES, ids=lambda path: path.parent.name)
def test_the_tables_of_the_readmes_are_those_of_the_results(readme: results.Path) -> None:
    text = readme.read_text(encoding="utf-8")
    assert results.filled(text) == text
    assert text.count("<!-- measured: end -->") == len(re.findall(r"measured: \w+/", text)) > 0


def test_a_figure_has_three_digits_and_none_is_empty() -> None:
    figures = (0.012345, 1.0, 15.2049, 123456.7, None, "differs")
    assert [*map(results.shown, figures)] == ["0.0123", "1", "15.2", "123,457", "", "differs"]


def _speed(server: str, rate: float, rows: str = results.AGREES) -> results.Row:
    figures = {"answers a second": rate, "median ms": 1000 / rate, "rows": rows}
    asked = {"server": server, "size": sparql.COMPARED, "query": "join"}
    return {**asked, "connections": sparql.FEW, **figures}


def test_a_ratio_is_the_median_of_the_rounds_and_none_is_made_of_other_rows() -> None:
    told = ratios.row("join", [0.1, 0.3, 0.2, 9.0, 0.25], 0.2)
    assert (told["found"], told["wanted"]) == (0.25, "at least 0.2")
    assert ratios.row("join", [], 0.2)["found"] == "the rows differ"


def test_a_peer_with_other_rows_is_told() -> None:
    ours = _speed(OURS_UNCACHED, 300.0)
    false = [ours, _speed(RDFLIB_ENDPOINT, 10.0, sparql.DIFFERS)]
    rates = {row["server"]: row["join"] for row in sparql._pivoted(false, "answers a second")}
    assert (rates[OURS_UNCACHED], rates[RDFLIB_ENDPOINT]) == (300.0, "differs")


def test_the_units_of_the_load_generator_are_read() -> None:
    told = "     50%  402.00us\n     75%  1.20ms\n     99%  1.35s \n"
    assert load._milliseconds("50%", told) == pytest.approx(0.402)
    assert load._milliseconds("99%", told) == 1350


def test_the_ten_queries_are_of_ten_kinds() -> None:
    assert len(QUERIES) == len({*QUERIES.values()}) == 10
