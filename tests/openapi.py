"""Writes api/openapi.json: the description of the API, with a true answer for every operation.

`make openapi` runs it; a test compares what it would write with what is stored, so that a change
of the API is seen as a change of that file. Lists in the examples are cut to their first entry.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi.testclient import TestClient

from api.app import create_api, create_app
from api.figures import Figures
from api.journal import Journal
from api.openapi import describe
from api.settings import Settings
from graph.release import read_release
from graph.workers import Pool

STORED = Path(__file__).parent.parent / "api" / "openapi.json"


def written(client: TestClient, described: dict[str, Any]) -> str:
    """Return the file for a description, with the examples that the client's service gives."""
    ids = {c["name"]: first_id(client, c) for c in client.get("/api/v1").json()["collections"]}
    for path, operations in described["paths"].items():
        content = operations["get"]["responses"]["200"].get("content", {})
        if "application/json" in content:
            needed = operations["get"].get("parameters", ())
            given = {p["name"]: p["example"] for p in needed if "example" in p}
            at = address(path, ids)
            example = client.get(at if "?" in at else f"{at}?{urlencode(given, doseq=True)}")
            assert example.status_code == 200, (path, example.text)
            content["application/json"]["example"] = shortened(example.json())
    for name, parameter in described["components"]["parameters"].items():
        if name == "id":
            parameter["example"] = ids["goals"]
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def first_id(client: TestClient, collection: dict[str, Any]) -> str:
    """Return the id of the first thing of a collection."""
    listed = client.get(collection["url"], params={"limit": 1, "fields": "id"}).json()
    found: str = listed["items"][0]["id"]
    return found


def address(path: str, ids: dict[str, str]) -> str:
    """Return the address that the example of a path is from."""
    collection = path.split("/")[3] if path.startswith("/api/v1/") else ""
    if path.endswith("/search"):
        return f"{path}?q=rygestop&limit=1"
    if path.endswith("/suggest"):
        return f"{path}?q=sundhedskl"
    if path == f"/api/v1/{collection}" and collection in ids:
        return f"{path}?limit=1&facets=region"
    return path.replace("{id}", ids.get(collection, ""))


def shortened(node: Any) -> Any:
    """Return JSON with every list cut to its first entry."""
    if isinstance(node, list):
        return [shortened(entry) for entry in node[:1]]
    if isinstance(node, dict):
        return {name: shortened(entry) for name, entry in node.items()}
    return node


def description() -> dict[str, Any]:
    """Return the description of the API, without examples."""
    settings, pool = Settings(), Pool(read_release(), Settings().limits())
    return describe(create_api(pool, settings, Journal(Figures(), None)))


def main() -> None:
    """Write the file."""
    settings = Settings()
    app = create_app(Pool(read_release(), settings.limits()), settings)
    with TestClient(app, client=("127.0.0.1", 50_000)) as client:
        STORED.write_text(written(client, description()), "utf-8")


if __name__ == "__main__":
    main()
