"""The command line as a user meets it."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from graph.build import BuildReport, Progress
from graph.release import read_release

ROOT = Path(__file__).parent.parent
RUN = CliRunner()


def run(*arguments: str, text: str = "") -> tuple[int, str, str]:
    found = RUN.invoke(app, list(arguments), input=text)
    return found.exit_code, found.stdout, found.stderr


def test_ask_as_json_csv_and_text() -> None:
    asked = ("ask", "initiatives-serving-goal", "region=midtjylland", "goal=dk82-2019.goal.1")
    code, out, _ = run(*asked, "--json")
    answer = json.loads(out)
    assert (code, answer["total"]) == (0, 4)
    code, out, _ = run(*asked, "--csv")
    assert out.splitlines()[0].startswith("initiative,initiative_id,goal,goal_id,ground")
    assert len(out.splitlines()) == 5
    assert all(line.endswith(",stated,,") for line in out.splitlines()[1:])
    code, out, err = run(*asked)
    assert code == 0
    assert "Samarbejdsaftale" in out
    assert f"4 rows, release {answer['release']}" in err
    assert out.splitlines()[-1] == "Stated: Midtvejsstatus, Sundhedsaftalen 2019-2023."
    assert "finding" not in out


def test_ask_tells_silence_from_what_is_not_coded() -> None:
    code, out, _ = run("ask", "national-targets")
    assert code == 0
    silent, unread = out.splitlines()[-2:]
    assert silent.startswith("The text does not say: Sundhedsaftale 2024-2027 for Region Hov")
    assert silent.endswith("(read in full for: national programme).")
    assert unread == (
        "Not coded yet: Midtvejsstatus, Sundhedsaftalen 2019-2023 "
        "(not read in full for: national programme)."
    )


def test_ask_without_a_slug_lists_the_questions() -> None:
    code, out, _ = run("ask")
    assert code == 0
    assert "initiatives-serving-goal" in out
    assert "Which initiatives serve which goal" in " ".join(out.split())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["ask", "nonsense"], "there is no question 'nonsense'"),
        (["ask", "status-at-date", "date"], "'date' is not of the form name=value"),
        (["ask", "status-at-date", "day=x"], "did you mean 'date'"),
        (["query", "missing.rq"], "No such file"),
        (["check", "missing.ttl"], "missing.ttl: No such file"),
        (["check", "README.md"], "unknown extension"),
    ],
)
def test_what_is_wrong_is_told_on_the_error_output(arguments: list[str], says: str) -> None:
    code, _, err = run(*arguments)
    assert code == 1
    assert says in " ".join(err.split())


def test_query_by_file_and_by_input(tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("SELECT (1 AS ?x) (2 AS ?y) {}", encoding="utf-8")
    assert run("query", str(file), "--csv")[1] == "x,y\n1,2\n"
    assert json.loads(run("query", "-", "--json", text="ASK {}")[1]) == {
        "head": {},
        "boolean": True,
    }
    code, out, _ = run("query", str(file))
    assert code == 0
    assert "x" in out
    construct = "CONSTRUCT { <urn:a> <urn:b> 1 } {}"
    assert "<urn:a> <urn:b> 1 ." in run("query", "-", text=construct)[1]
    assert json.loads(run("query", "-", "--json", text=construct)[1])[0]["@id"] == "urn:a"
    code, _, err = run("query", "-", text="SELECT * { SERVICE <urn:x> {} }")
    assert (code, "SERVICE is refused" in err) == (1, True)


def test_check_accepts_what_breaks_nothing_and_refuses_a_mistake(tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.ttl"
    nothing.write_text("")
    code, out, _ = run("check", str(nothing))
    assert code == 0
    assert "violation: 0" in out
    text = (ROOT / "data/graphs/midtjylland-2019-2023.ttl").read_text(encoding="utf-8")
    head, *blocks = text.split("\n\n")
    about = [block for block in blocks if block.startswith("<dk82-2019/indicator/4")]
    spoilt = tmp_path / "spoilt.ttl"
    wrong = "\n\n".join([head, *about]).replace("aftale:value 16.9 ;", "aftale:value 169.0 ;")
    spoilt.write_text(wrong, encoding="utf-8")
    code, out, _ = run("check", str(spoilt))
    assert code == 1
    assert "violation Percentage: dk82-2019.indicator.4.value.1" in out
    assert "data/coding/midtjylland-2019-2023.yaml:" in out
    code, out, _ = run("check", "--danish", str(spoilt))
    assert "En procent ligger mellem 0 og 100" in " ".join(out.split())


def test_coverage_gives_shares_and_gaps(sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTALEGRAF_SOURCES", str(sources))
    code, out, _ = run("coverage", "--quiet")
    assert code == 0
    assert out.startswith("midtjylland-2019-2023: ") or "midtjylland-2019-2023: " in out
    monkeypatch.setenv("AFTALEGRAF_SOURCES", "none")
    assert "set AFTALEGRAF_SOURCES" in run("coverage")[2]


def test_agree_gives_figures_and_refuses_what_cannot_be_compared(
    sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTALEGRAF_SOURCES", str(sources))
    first, second = (ROOT / "data/readings" / part for part in ("first", "second"))
    one, other = "hovedstaden-2024-2027.yaml", "hovedstaden-2019-2023.yaml"
    code, out, _ = run("agree", str(first / one), str(second / one))
    assert (code, "Krippendorff's alpha (nominal): 0." in out) == (0, True)
    code, out, _ = run("agree", "--csv", str(first / one), str(second / one))
    assert out.startswith("start,words,first,second,settled,reason\n")
    code, _, err = run("agree", str(first / one), str(second / other))
    assert (code, "code different texts" in " ".join(err.split())) == (1, True)
    code, _, err = run("agree", str(first / one), str(second / "nonsense.yaml"))
    assert (code, "is no sheet; " in " ".join(err.split())) == (1, True)
    monkeypatch.setenv("AFTALEGRAF_SOURCES", "none")
    assert "set AFTALEGRAF_SOURCES" in run("agree", str(first / one), str(second / one))[2]


def test_build_tells_what_it_made_and_the_release(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole build is in `test_build.py`; here is what the command says of it."""

    def build(data: Path, sources: Path | None, tell: Progress) -> BuildReport:
        assert data == ROOT / "data"
        assert sources is None
        tell("quotes", 1, 2)
        written = [data / "graphs/x.ttl"]
        return BuildReport("0123456789abcdef", [], {"x": {"Goal": 3}}, written)

    monkeypatch.setenv("AFTALEGRAF_SOURCES", "none")
    monkeypatch.setattr("graph.build.build", build)
    code, out, _ = run("build")
    assert code == 0
    assert "Goal" in out
    assert f"changed {ROOT / 'data/graphs/x.ttl'}" in out.replace("\n", "")
    assert "release 0123456789abcdef; 0 notes" in out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def environment(port: int) -> dict[str, str]:
    return {**os.environ, "AFTALEGRAF_PORT": str(port), "AFTALEGRAF_HOST": "127.0.0.1"}


def command() -> list[str]:
    return [str(Path(sys.executable).parent / "aftalegraf"), "serve"]


def test_serve_answers_over_http_and_stops_when_told() -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/readyz"
    with subprocess.Popen(command(), env=environment(port), stderr=subprocess.PIPE) as process:
        for _ in range(600):
            try:
                with urllib.request.urlopen(address) as answer:
                    assert json.load(answer)["release"] == read_release().id
                    break
            except OSError:
                time.sleep(0.05)
        else:
            pytest.fail("the service did not come up")
        process.terminate()
        assert process.wait(10) in (0, -15)


def test_a_taken_port_is_a_clear_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        found = subprocess.run(command(), env=environment(port), capture_output=True, text=True)
    assert found.returncode == 1
    told = " ".join(found.stderr.split())
    assert f"cannot listen at 127.0.0.1:{port}: Address already in use" in told
    assert "set AFTALEGRAF_HOST and AFTALEGRAF_PORT" in told


@pytest.mark.parametrize("port", ["abc", "70000", "-1"])
def test_a_port_that_is_none_is_a_clear_error(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTALEGRAF_PORT", port)
    code, _, err = run("serve")
    assert code == 1
    assert err.startswith("AFTALEGRAF_PORT: Input should be")


def test_serving_loads_neither_rdflib_nor_shacl() -> None:
    code = (
        "import sys; from api.app import create_app; from api import cli, server; "
        "from api.settings import Settings; from graph.release import read_release; "
        "from graph.workers import Limits, Pool; "
        "create_app(Pool(read_release(), Limits()), Settings()); "
        "print({'rdflib', 'pyshacl', 'shifty', 'owlrl', 'yaml', 'xlsxwriter'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert found.stdout.strip() == "set()", found.stderr


def test_an_empty_server_and_an_engine_elsewhere_are_not_the_same() -> None:
    code, _, err = run("serve", "--bare", "--engine", "http://127.0.0.1:1/query")
    assert code == 1
    assert "leave --engine and AFTALEGRAF_ENGINE out" in err


def test_an_engine_that_is_not_there_is_a_clear_error() -> None:
    code, _, err = run("load", "--engine", "http://127.0.0.1:1/query")
    assert code == 1
    assert "the SPARQL engine cannot be reached" in " ".join(err.split())
