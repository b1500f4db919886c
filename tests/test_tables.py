"""Tables over HTTP: whole, as their metadata says, in both languages, for Excel too."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from asking import assert_problem
from csvw import CSVW
from fastapi.testclient import TestClient
from lists import COLLECTIONS

from api.tables.table import fields
from graph.resources import Resources, collection

GOALS = "/api/v1/goals"
GOAL = f"{GOALS}/dk82-2019.goal.1"


def rows(client: TestClient, path: str, **given: str) -> list[dict[str, str]]:
    response = client.get(path, params=given)
    assert response.status_code == 200, response.text
    return list(csv.DictReader(io.StringIO(response.text, newline="")))


def metadata(client: TestClient, path: str, **given: str) -> dict[str, Any]:
    response = client.get(path, params=given)
    assert response.headers["content-type"] == "application/csvm+json"
    told: dict[str, Any] = response.json()
    return told


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_table_is_whole_and_has_the_columns_that_its_metadata_says(
    client: TestClient, resources: Resources, name: str
) -> None:
    table = rows(client, f"/api/v1/{name}.csv")
    total = resources.index.of_kind(collection(name).kind).bit_count()
    assert len(table) == total == len({row["id"] for row in table})
    columns = [c["name"] for c in described(client, name)]
    assert list(table[0]) == columns
    assert len(set(columns)) == len(columns)
    some = client.get(f"/api/v1/{name}.csv", params={"region": "syddanmark", "limit": "1"})
    assert some.text.splitlines()[0].split(",") == columns


def described(client: TestClient, name: str) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = metadata(client, f"/api/v1/{name}.csv-metadata.json")[
        "tableSchema"
    ]["columns"]
    return told


@pytest.mark.parametrize("name", COLLECTIONS)
def test_csvw_finds_every_table_valid(client: TestClient, tmp_path: Path, name: str) -> None:
    for path in (f"/api/v1/{name}", f"/api/v1/{name}/{first(client, name)}"):
        told = metadata(client, f"{path}.csv-metadata.json")
        body = client.get(f"{path}.csv").content
        assert told["url"] == path.rsplit("/", 1)[1] + ".csv"
        assert_valid(tmp_path, told, body)


def first(client: TestClient, name: str) -> str:
    found: str = client.get(f"/api/v1/{name}?limit=1").json()["items"][0]["id"]
    return found


def assert_valid(folder: Path, told: dict[str, Any], body: bytes) -> None:
    (folder / "table.csv").write_bytes(body)
    (folder / "table.csv-metadata.json").write_text(json.dumps(told | {"url": "table.csv"}))
    read = CSVW(str(folder / "table.csv-metadata.json"), validate=True)
    assert read.is_valid, [str(warning.message) for warning in read.warnings]


def test_tables_of_relations_and_of_a_search_are_valid_too(
    client: TestClient, tmp_path: Path
) -> None:
    for path, given in (
        (f"{GOAL}/relations", {"direction": "in"}),
        ("/api/v1/search", {"q": "rygestop"}),
        ("/api/v1/search", {"q": "zzzzzz"}),
    ):
        told = metadata(client, f"{path}.csv-metadata.json", **given)
        table = rows(client, f"{path}.csv", **given)
        assert bool(table) == (given.get("q") != "zzzzzz")
        assert_valid(tmp_path, told, client.get(f"{path}.csv", params=given).content)


def test_a_field_is_what_the_thing_has(client: TestClient) -> None:
    """Every property and facet of the JSON is in the row, labels and ids apart."""
    for name in ("values", "milestones", "organisations", "indicators", "references"):
        table = {row["iri"]: row for row in rows(client, f"/api/v1/{name}.csv")}
        for item in client.get(f"/api/v1/{name}?limit=500&include=quotes").json()["items"]:
            row = table[item["iri"]]
            assert (
                row["quote"].split(" | ")
                == [quote["plain"].replace(" | ", " |\u00a0") for quote in item["quotes"]]
                or not item["quotes"]
            )
            for facet, values in item["facets"].items():
                if facet not in ("type", "period"):
                    ids = " | ".join(value["id"] or value["iri"] for value in values)
                    assert row[f"{facet}_id"] == ids
            for property_, values in item["properties"].items():
                things = [value for value in values if isinstance(value, dict)]
                if things:
                    assert row[f"{property_}_id"].split(" | ") == [
                        t["id"] or t["iri"] for t in things
                    ]
                else:
                    assert [plain(text) for text in row[property_].split(" | ")] == [
                        plain(str(value)) for value in values
                    ]


def plain(text: str) -> object:
    """Return a value as it compares: 5 is 5.0, and True is true."""
    return float(text) if re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) else text.lower()


@pytest.mark.parametrize("name", ["values", "seats", "passages", "milestones"])
def test_numbers_and_days_are_plain_and_typed(client: TestClient, name: str) -> None:
    table = rows(client, f"/api/v1/{name}.csv")
    typed = {c["name"]: c["datatype"] for c in described(client, name)}
    kinds = {"integer": int, "decimal": float, "date": str}
    checked = [column for column, kind in typed.items() if kind in kinds]
    assert checked
    for column in checked:
        values = [one for row in table if row[column] for one in row[column].split(" | ")]
        assert values, column
        assert all(kinds[typed[column]](value) is not None for value in values)
        assert not any("," in value or " " in value or "E" in value for value in values)


def test_a_field_of_several_values_can_be_split_again(
    client: TestClient,
) -> None:
    table = {row["iri"]: row["quote"].split(" | ") for row in rows(client, "/api/v1/elements.csv")}
    for item in client.get("/api/v1/elements?limit=500&include=quotes").json()["items"]:
        assert len(table[item["iri"]]) == len(item["quotes"])
    assert fields([" | ".join("ab"), "c"], False, "da") == ["a |\u00a0b | c"]


def test_a_mark_is_put_before_the_table_where_it_is_wanted(client: TestClient) -> None:
    for path in (f"{GOALS}.csv", f"{GOAL}.csv", f"{GOAL}/relations.csv"):
        without = client.get(path).content
        assert client.get(path, params={"bom": "1"}).content == b"\xef\xbb\xbf" + without
        assert client.get(path, params={"bom": "0"}).content == without
        assert_problem(client.get(path, params={"bom": "2"}), 422, "parameter")


def test_the_language_changes_labels_and_no_codes(client: TestClient) -> None:
    danish, english = (rows(client, f"{GOALS}.csv", lang=lang) for lang in ("da", "en"))
    assert danish[0]["type"] == "mål"
    assert english[0]["type"] == "goal"
    named = {column for column in danish[0] if f"{column}_id" in danish[0]}
    changed = {c for a, b in zip(danish, english, strict=True) for c in a if a[c] != b[c]}
    assert {"type", "label", "theme"} <= changed <= named | {"label", "definition", "note"}
    relations = [rows(client, f"{GOAL}/relations.csv", lang=lang)[0] for lang in ("da", "en")]
    assert relations[0]["property"] != relations[1]["property"]


def test_a_table_is_filtered_sorted_and_paged_as_a_list_is(client: TestClient) -> None:
    given = {"region": "midtjylland", "sort": "-label"}
    listed = client.get(GOALS, params={**given, "limit": "500"}).json()
    table = rows(client, f"{GOALS}.csv", **given)
    assert [row["id"] for row in table] == [item["id"] for item in listed["items"]]
    assert len(rows(client, f"{GOALS}.csv", **given, limit="3")) == 3
    for name in ("include", "fields", "facets"):
        assert_problem(client.get(f"{GOALS}.csv", params={name: "x"}), 422, "parameter")
