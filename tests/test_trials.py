"""Long trials, run by `make trial`: kills and rubbish. What must hold is that nothing breaks."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph.release import read_release

pytestmark = pytest.mark.trial
ROOT = Path(__file__).parent.parent
SHEET = "midtjylland-2019-2023"


def test_a_build_that_is_killed_leaves_a_release_that_is_whole_or_says_that_it_is_not(
    tmp_path: Path,
) -> None:
    """Twenty builds of two versions in turn, each killed at a random moment."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    sheet = tmp_path / "data" / "coding" / f"{SHEET}.yaml"
    versions = [sheet.read_text(encoding="utf-8")]
    versions.append(versions[0].replace("label: Mere lighed", "label: Endnu mere lighed"))
    code = (
        "from pathlib import Path; from graph.build import build; "
        f"build(Path({str(tmp_path / 'data')!r}), None, lambda *_: None)"
    )
    chance = random.Random(0)
    for number in range(20):
        sheet.write_text(versions[number % 2], encoding="utf-8")
        with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as process:
            time.sleep(chance.uniform(0, 18))
            os.kill(process.pid, signal.SIGKILL)
        for graph in (tmp_path / "data" / "graphs").glob("*.ttl"):
            assert graph.read_bytes().endswith(b" .\n"), "a file is the old one or the new one"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
    assert read_release(tmp_path / "data").id


def rubbish(count: int) -> Iterator[str]:
    chance = random.Random(1)
    pieces = ["SELECT", "SERVICE", "FILTER(", "?s", *"*{}<>#)æ\0'"]
    for _ in range(count):
        yield " ".join(chance.choices(pieces, k=chance.randint(1, 40)))


def test_rubbish_is_answered_by_a_problem_and_never_by_a_fault_of_ours(
    make_client: Callable[[], TestClient],
) -> None:
    with make_client() as client:
        for text in rubbish(5_000):
            for response in (
                client.post("/sparql", data={"query": text}),
                client.get("/api/v1/questions/status-at-date", params={"date": text}),
                client.get("/api/v1/questions/initiatives-serving-goal", params={text: text}),
            ):
                assert response.status_code in (200, 400, 422), (text, response.text)
        assert client.get("/readyz").status_code == 200
