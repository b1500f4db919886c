"""The examples and the README's requests, run as a newcomer runs them."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import nbformat
import pytest
from browsing import AXE, QUIET
from nbclient import NotebookClient
from playwright.sync_api import Browser, Page, expect, sync_playwright
from test_server import ROOT, serving

EXAMPLES = ROOT / "tests" / "examples"
DASHBOARD = (EXAMPLES / "dashboard.html").as_uri()
OPEN = {"Access-Control-Allow-Origin": "*"}
RELEASE = re.compile(r"release [0-9a-f]{16}")


def read_requests() -> Iterator[str]:
    """Yield every request with curl of the README's indented blocks."""
    readme = (ROOT / "README.md").read_text("utf-8")
    for block in re.findall(r"(?:^    .*\n)+", readme, re.MULTILINE):
        lines = re.sub("^    ", "", block, flags=re.MULTILINE)
        yield from re.findall(r"^curl .*?(?=^curl |\Z)", lines, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with serving() as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=[*QUIET])
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_default_timeout(10_000)
    yield page
    page.close()


@pytest.fixture
def wrong(page: Page) -> list[str]:
    """What goes wrong in the page, as its console tells."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


REQUESTS = list(read_requests())


def test_the_readme_has_requests() -> None:
    assert len(REQUESTS) >= 6


@pytest.mark.parametrize("request_", REQUESTS)
def test_a_request_of_the_readme_is_answered(request_: str, address: str, tmp_path: Path) -> None:
    command = request_.replace("http://127.0.0.1:8000", address)
    command = re.sub("^curl ", "curl --fail-with-body --silent --show-error ", command)
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    told = "".join([done.stdout, *(file.read_text("utf-8") for file in tmp_path.iterdir())])
    if told.startswith("{"):
        answer = json.loads(told)
        assert answer["total"] > 0
        assert ("facets=" in request_) == bool(answer.get("facets"))
    else:
        assert len(told.splitlines()) > 1, told


def test_the_file_for_a_spreadsheet_can_be_read(address: str, tmp_path: Path) -> None:
    """It begins with the mark by which Excel knows UTF-8."""
    (spreadsheet,) = [text for text in REQUESTS if "bom=1" in text]
    command = spreadsheet.replace("http://127.0.0.1:8000", address)
    subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True)
    (file,) = tmp_path.iterdir()
    text = file.read_text("utf-8")
    assert text.startswith("\ufeffid,")
    assert "dk84-2019.goal.1" in text
    assert "dk84-2024.goal.1" in text


def test_the_script_counts_and_cites(address: str) -> None:
    script = [sys.executable, EXAMPLES / "csv_with_pandas.py"]
    environment = os.environ | {"AFTALEGRAF": address}
    done = subprocess.run(script, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (row,) = re.findall(r"^dk84-2019 +([\d ]+)$", done.stdout, re.MULTILINE)
    goals, indicators, initiatives, of_programmes, national = map(int, row.split())
    assert goals + of_programmes == total(address, "goals")
    assert indicators + national == total(address, "indicators")
    assert initiatives == total(address, "initiatives")
    assert of_programmes, "the agreement also tells of a national goal"
    assert RELEASE.search(done.stdout)


def total(address: str, collection: str) -> int:
    with urlopen(f"{address}/api/v1/{collection}?agreement=dk84-2019&limit=0") as answer:
        return int(json.load(answer)["total"])


def test_the_notebook_runs_plots_and_cites(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = nbformat.read(EXAMPLES / "compare_two_agreements.ipynb", as_version=4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in cells), "committed bare"
    monkeypatch.setenv("AFTALEGRAF", address)
    NotebookClient(notebook, timeout=25).execute()
    outputs = [output for cell in cells for output in cell.outputs]
    assert {output.output_type for output in outputs} <= {
        "stream",
        "display_data",
        "execute_result",
    }
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    assert sum("image/png" in output.get("data", {}) for output in outputs) == 1
    assert RELEASE.search(outputs[-1].text)


def test_the_dashboard_shows_a_region(page: Page, wrong: list[str], address: str) -> None:
    page.goto(f"{DASHBOARD}?api={address}")
    page.get_by_label("Region").select_option(label="Region Midtjylland (området)")
    goal = page.get_by_role("article").filter(has_text="akutte indlæggelser blandt ældre").first
    expect(goal.get_by_role("row").filter(has_text="1. kvartal 2021").first).to_contain_text(
        "17.350 indlæggelser"
    )
    summary = goal.get_by_text("Citater")
    summary.focus()
    page.keyboard.press("Enter")
    expect(goal.locator("blockquote").first).to_contain_text("Vi vil styrke samarbejdet")
    expect(page.locator("#cite")).to_have_text(RELEASE)
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Goals in the health agreements")
    page.get_by_label("Region").select_option(label="Region of Southern Denmark (the area)")
    expect(page.get_by_text("no value in the data").first).to_be_visible()
    assert wrong == []


def test_the_dashboard_says_which_goals_are_a_national_programme_s(
    page: Page, wrong: list[str], address: str
) -> None:
    """A goal that a document only reports is not the region's own."""
    with urlopen(f"{address}/api/v1/goals?region=midtjylland&limit=500&fields=facets") as answer:
        goals = json.load(answer)["items"]
    national = [goal for goal in goals if "programme" in goal["facets"]]
    assert 0 < len(national) < len(goals)
    page.goto(f"{DASHBOARD}?api={address}&region=region.dk82")
    expect(page.get_by_role("article")).to_have_count(len(goals))
    expect(page.get_by_text("Målet er et nationalt programs")).to_have_count(len(national))
    assert wrong == []


def test_the_dashboard_shows_figures_trends_and_every_target(page: Page, address: str) -> None:
    page.goto(f"{DASHBOARD}?api={address}&region=midtjylland")
    expect(page.get_by_role("cell", name="5-6 år")).to_be_visible()
    expect(page.get_by_role("cell", name="i 2030")).to_be_visible()
    indicator = page.get_by_role("row").filter(has_text="Antal tvangsindlæggelser")
    goal = page.get_by_role("article").filter(has=indicator)
    goal.get_by_text("Citater").click()
    expect(goal.locator("blockquote").filter(has_text="356")).not_to_have_count(0)


@pytest.mark.parametrize("region", ["hovedstaden", "region.dk84"])
def test_the_dashboard_takes_a_region_from_its_address(
    page: Page, address: str, region: str
) -> None:
    page.goto(f"{DASHBOARD}?api={address}&region={region}")
    expect(page.get_by_role("article").first).to_be_visible()
    expect(page.get_by_label("Region")).to_have_value("region.dk84")


def test_the_dashboard_shows_no_other_region_than_was_asked_for(page: Page, address: str) -> None:
    page.goto(f"{DASHBOARD}?api={address}&region=nowhere&lang=en")
    expect(page.get_by_role("alert")).to_contain_text("'nowhere' is no known Region")
    expect(page.get_by_role("article")).to_have_count(0)
    page.get_by_label("Region").select_option("region.dk84")
    expect(page.get_by_role("article").first).to_be_visible()


def test_the_dashboard_is_accessible_in_both_colour_schemes(page: Page, address: str) -> None:
    page.goto(f"{DASHBOARD}?api={address}&region=region.dk83")
    expect(page.get_by_role("article").first).to_be_visible()
    page.add_script_tag(path=AXE)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate("axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
        assert [(v["id"], [n["target"] for n in v["nodes"]]) for v in found["violations"]] == []


def test_the_dashboard_says_that_a_region_has_no_goals(
    page: Page, wrong: list[str], address: str
) -> None:
    with urlopen(f"{address}/api/v1/goals?region=syddanmark&theme=cancer") as answer:
        nothing = json.load(answer)
    assert nothing["total"] == 0
    page.route("**/api/v1/goals?**", lambda route: route.fulfill(json=nothing, headers=OPEN))
    page.goto(f"{DASHBOARD}?api={address}")
    expect(page.get_by_role("status")).to_have_text(re.compile("ingen mål fra denne region"))
    (document,) = nothing["scope"]
    told = {"silent": "Læst i fuldt omfang", "not-coded": "Ikke læst i fuldt omfang"}
    expect(page.get_by_role("main")).to_contain_text(told[document["finding"]])
    expect(page.get_by_role("main")).to_contain_text(document["document"]["label"]["da"])
    assert wrong == []


def test_the_dashboard_says_what_the_service_refuses(page: Page, address: str) -> None:
    problem = {"status": 429, "detail": "too many requests"}
    page.route(
        "**/api/v1/goals?**",
        lambda route: route.fulfill(status=429, json=problem, headers=OPEN),
    )
    page.goto(f"{DASHBOARD}?api={address}&lang=en")
    expect(page.get_by_role("alert")).to_have_text(
        "The service could not answer: too many requests"
    )
    page.unroute_all()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("article").first).to_be_visible()


def test_the_dashboard_says_that_the_service_is_away(page: Page) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        away = f"http://127.0.0.1:{free.getsockname()[1]}"
    page.goto(f"{DASHBOARD}?api={away}")
    expect(page.get_by_role("alert")).to_contain_text(f"Aftalegraf svarer ikke på {away}")
