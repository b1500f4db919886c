"""The command that tells the settings, and the README's table that it writes."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.cli import app
from api.commands.settings import read
from api.settings import Settings

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
RUN = CliRunner()


def test_the_readme_holds_the_table_that_the_command_writes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("AFTALEGRAF_PORT", "1")
    held = re.findall(r"<!-- settings: .*-->\n((?:\|.*\n)+)<!-- settings: end -->", README)
    assert held == [RUN.invoke(app, ["settings", "--md"]).stdout]
    assert "| `AFTALEGRAF_PORT` | `8000` | Its port; 0 takes any that is free. |\n" in held[0]
    assert "| `AFTALEGRAF_TRUSTED_PROXIES` | not set | Addresses" in held[0]
    assert len(held[0].splitlines()) == len(Settings.model_fields) + 2


def test_every_setting_says_what_it_means() -> None:
    told = list(read(Settings(port=9, limit_loopback=True)))
    assert [setting for setting in told if not setting.meaning.endswith(".")] == []
    values = {setting.variable: (setting.value, setting.default) for setting in told}
    assert values["AFTALEGRAF_PORT"] == ("9", "8000")
    assert values["AFTALEGRAF_LIMIT_LOOPBACK"] == ("true", "false")


def test_the_table_shows_values_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("AFTALEGRAF_SOURCES", "[red]")
    monkeypatch.setenv("AFTALEGRAF_WORKERS", "3")
    lines = RUN.invoke(app, ["settings"]).stdout.splitlines()
    assert [line for line in lines if re.search(r"AFTALEGRAF_SOURCES +│ \[red\] +│ +│", line)]
    assert [line for line in lines if re.search(r"AFTALEGRAF_WORKERS +│ 3 +│ 16 +│", line)]


def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFTALEGRAF_WORKERS", "0")
    found = RUN.invoke(app, ["settings"])
    assert found.exit_code == 1
    assert found.stderr.startswith("AFTALEGRAF_WORKERS: Input should be greater")
