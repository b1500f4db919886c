"""`build --store` and `serve --store` as commands; the store itself is tested beside this."""

from pathlib import Path

import pytest
from test_cli import run

from graph import ondisk
from graph.build import BuildReport
from graph.release import read_release


def test_build_writes_a_store_after_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole build is in `test_build.py`."""
    built: list[Path] = []

    def build(data: Path, *_: object) -> BuildReport:
        built.append(data)
        return BuildReport(read_release().id, [], {}, [])

    monkeypatch.setattr("graph.build.build", build)
    code, out, _ = run("build", "--store", str(tmp_path / "new"))
    assert code == 0
    assert f"release {read_release().id} is in {tmp_path / 'new'}: " in out
    with ondisk.opened(tmp_path / "new", 0) as found:
        assert found.id == read_release().id
    (tmp_path / "file").write_text("")
    code, _, err = run("build", "--store", str(tmp_path / "file"))
    assert (code, "cannot make a store in" in err) == (1, True)
    assert len(built) == 1, "what cannot be written is told before the work"


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (["--store", "x", "--engine", "http://x/"], {}),
        (["--store", "x", "--bare"], {}),
        (["--bare"], {"AFTALEGRAF_STORE": "x"}),
        (["--store", "x"], {"AFTALEGRAF_ENGINE": "http://x/"}),
    ],
    ids=range(4),
)
def test_a_store_goes_with_no_other_place(
    arguments: list[str], environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    code, _, err = run("serve", *arguments)
    assert code == 1
    assert "--store (AFTALEGRAF_STORE) goes with neither --engine" in " ".join(err.split())


def test_serve_tells_what_is_wrong_with_the_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTALEGRAF_PORT", "0")
    monkeypatch.setenv("AFTALEGRAF_STORE", str(tmp_path))
    code, _, err = run("serve")
    assert code == 1
    assert f"make one: aftalegraf build --store {tmp_path}" in " ".join(err.split())
