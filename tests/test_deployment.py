"""The files to deploy the service: what they allow, that they agree, and their parts that can run.

No container is built and no unit started here.
"""

import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address, ip_network
from pathlib import Path
from socketserver import BaseServer
from typing import Any
from urllib.request import urlopen

import pytest
import yaml
from fastapi.testclient import TestClient
from test_server import serving

from api.settings import Settings
from graph.engine import EmbeddedEngine
from graph.validation.validator import MEMORY

ROOT = Path(__file__).parent.parent
CONTAINER = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
SERVICES: Mapping[str, Any] = COMPOSE["services"]
UNIT = (ROOT / "aftalegraf.service").read_text(encoding="utf-8")
DEFAULTS = Settings.model_construct()
BASE = 512
"""Megabytes of the service, the data and the pages that the workers share; 350 were measured."""


def instructions() -> list[tuple[str, str]]:
    """Return the instructions of the Containerfile and what each is given, in order."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", CONTAINER, flags=re.M))
    return [tuple(line.split(" ", 1)) for line in joined.splitlines() if line]  # type: ignore[misc]


def last(name: str) -> str:
    """Return what the last instruction of a name is given."""
    return [given for found, given in instructions() if found == name][-1]


def unit(name: str) -> list[str]:
    """Return the values of a key of the unit, in order."""
    return re.findall(rf"^{name}=(.*)$", UNIT, re.M)


@pytest.mark.parametrize("name", ["Containerfile", "compose.yaml", "aftalegraf.service"])
def test_a_file_says_what_of_it_was_checked_and_sets_only_what_there_is(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "# Checked here: " in text[:900]
    named = set(re.findall(r"AFTALEGRAF_\w+", text))
    assert named
    assert named <= {f"AFTALEGRAF_{setting}".upper() for setting in Settings.model_fields}


def test_the_container_runs_without_rights_shell_or_writing() -> None:
    assert last("USER") == "10001:10001"
    assert json.loads(last("ENTRYPOINT")) + json.loads(last("CMD")) == ["aftalegraf", "serve"]
    assert last("EXPOSE") == str(DEFAULTS.port)
    assert {"PYTHONSAFEPATH=1", "PYTHONDONTWRITEBYTECODE=1"} <= set(last("ENV").split())
    runs = [json.loads(given) for name, given in instructions() if name == "RUN"]
    assert ["--require-hashes", "--requirement", "requirements.lock"] in [run[-3:] for run in runs]
    for _, image in filter(lambda found: found[0] == "FROM", instructions()):
        assert re.match(r"(node:22|python:3\.11)-(slim-)?bookworm", image)


def test_a_container_that_others_reach_is_public() -> None:
    host = re.findall(r"AFTALEGRAF_HOST=(\S+)", last("ENV"))[0]
    assert Settings(host=host).is_public()
    assert "--public" in unit("ExecStart")[0].split()


def copied(folder: Path) -> None:
    """Copy to a folder what the Containerfile builds the package from, as .dockerignore allows."""
    kept = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    for name, given in instructions():
        sources = given.split()[:-1] if name == "COPY" and "--from" not in given else []
        for source in sources:
            assert f"!{source.split('/')[0]}" in kept, source
            if (ROOT / source).is_dir():
                skipped = shutil.ignore_patterns("__pycache__", "built")
                shutil.copytree(ROOT / source, folder / source, ignore=skipped, dirs_exist_ok=True)
            else:
                shutil.copy(ROOT / source, folder)


def test_what_the_container_copies_makes_the_package(tmp_path: Path) -> None:
    copied(tmp_path)
    pages = json.loads((tmp_path / "package.json").read_text(encoding="utf-8"))["scripts"]["build"]
    assert (tmp_path / pages.rsplit(" ", 1)[1]).is_file()
    built = tmp_path / "api/explorer/built"
    assert f"COPY --from=pages /src/{built.relative_to(tmp_path)}" in CONTAINER
    built.mkdir()
    (built / "manifest.json").write_text("{}", encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "wheels"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "wheels").iterdir()
    held = set(zipfile.ZipFile(wheel).namelist())
    assert {"graph/data/graphs/meta.ttl", "api/explorer/built/manifest.json", "api/cli.py"} <= held


@contextmanager
def answering(status: int) -> Iterator[tuple[int, list[str]]]:
    """A server that answers every GET with a status: its port, and the paths that were asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        base: BaseServer = server
        threading.Thread(target=base.serve_forever, daemon=True).start()
        yield server.server_port, asked
        base.shutdown()


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
def test_the_health_check_asks_whether_the_service_is_ready(
    status: int, well: bool, client: TestClient
) -> None:
    _, *check = json.loads(last("HEALTHCHECK").partition(" CMD ")[2])
    with answering(status) as (port, asked):
        here = [part.replace(f":{DEFAULTS.port}/", f":{port}/") for part in check]
        proxy = {"http_proxy": "http://127.0.0.1:1"}
        found = subprocess.run([sys.executable, *here], env=proxy, stderr=subprocess.DEVNULL)
    assert (found.returncode == 0) is well
    assert client.get(asked[0]).json()["status"] == "ready"


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_of_compose_has_no_privileges_and_a_known_image(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["mem_limit"]
    assert re.fullmatch(r"[\w./-]+:\d+\.\d+\.\d+(-\w+)?", service["image"])
    assert ("cap_add" in service or "ports" in service) is (name == "proxy")
    assert isinstance(service["command"], list)
    assert "configs" not in service, "Compose writes them into the root, which is read-only"


def test_compose_names_the_version_of_the_package_and_the_addresses_of_its_containers() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert SERVICES["aftalegraf"]["image"] == f"aftalegraf:{version}"
    assert f"aftalegraf:{version}" in (ROOT / "README.md").read_text(encoding="utf-8")
    aliases = {
        alias for each in (SERVICES["aftalegraf"], SERVICES["remote"]) for alias in _of(each)
    }
    assert SERVICES["proxy"]["command"][-1] == f"{aliases.pop()}:{DEFAULTS.port}"
    assert not aliases
    assert SERVICES["remote"]["command"] == ["serve", "--engine", "http://oxigraph:7878/query"]
    assert SERVICES["oxigraph"]["image"] == "ghcr.io/oxigraph/oxigraph:0.5.13"


def _of(service: Mapping[str, Any]) -> list[str]:
    aliases: list[str] = service["networks"]["inside"]["aliases"]
    return aliases


def test_compose_trusts_the_proxy_alone_and_lets_nothing_else_out() -> None:
    proxy = SERVICES["proxy"]["networks"]["inside"]["ipv4_address"]
    trusting = [each["environment"]["AFTALEGRAF_TRUSTED_PROXIES"] for each in ours().values()]
    assert set(trusting) == {proxy}
    inside = COMPOSE["networks"]["inside"]
    (places,) = inside["ipam"]["config"]
    assert ip_address(proxy) in ip_network(places["subnet"])
    assert ip_address(proxy) not in ip_network(places["ip_range"])
    assert inside["internal"] is True
    assert [name for name, each in SERVICES.items() if set(each["networks"]) != {"inside"}] == [
        "proxy"
    ]


def ours() -> dict[str, Any]:
    """Return the containers that run the image of this project."""
    return {name: each for name, each in SERVICES.items() if "build" in each}


def test_memory_suffices_for_all_that_is_allowed_at_once() -> None:
    (workers,) = re.findall(r"AFTALEGRAF_WORKERS=(\d+)", "\n".join(unit("Environment")))
    settings = Settings(workers=int(workers))
    needed = settings.workers * (settings.memory_mb + settings.result_mb)
    needed += MEMORY // 2**20 + settings.cache_mb + BASE
    assert needed <= 6400
    assert unit("MemoryMax") == ["6400M"]
    for service in ours().values():
        assert service["mem_limit"] == "6400m"
        assert service["environment"]["AFTALEGRAF_WORKERS"] == workers
        assert service["init"] is True
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"--memory 6400m --env AFTALEGRAF_WORKERS={workers}" in readme


def test_what_has_begun_may_be_finished() -> None:
    for service in ours().values():
        assert int(service["stop_grace_period"].rstrip("s")) * 1000 > DEFAULTS.deadline_ms
    assert int(unit("TimeoutStopSec")[0]) * 1000 > DEFAULTS.deadline_ms
    assert unit("KillMode") == ["mixed"]


def test_the_unit_gives_no_privilege_and_lets_workers_bound_themselves() -> None:
    for name in ("DynamicUser", "PrivateTmp", "NoNewPrivileges", "MemoryDenyWriteExecute"):
        assert unit(name) == ["yes"]
    assert unit("ProtectSystem") == ["strict"]
    assert unit("Restart") == ["on-failure"]
    assert unit("CapabilityBoundingSet") == [""]
    assert unit("WatchdogSec") == []
    allowed, refused = (filters.split() for filters in unit("SystemCallFilter"))
    assert allowed == ["@system-service"]
    assert refused[0].startswith("~")
    needed = {"@resources", "@process", "@network-io", "setpriority", "prctl", "seccomp"}
    assert not needed & {name.lstrip("~") for name in refused}


def test_the_profile_remote_loads_an_engine_and_answers_from_it(
    tmp_path: Path, engine: EmbeddedEngine
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        here = f"127.0.0.1:{free.getsockname()[1]}"
    places = {"/data": str(tmp_path / "data"), "0.0.0.0:7878": here}
    places["http://oxigraph:7878/query"] = f"http://{here}/query"
    oxigraph, load, serve = (
        [places.get(part, part) for part in SERVICES[name]["command"]]
        for name in ("oxigraph", "load", "remote")
    )
    command = [sys.executable, "-c", "from api.cli import app; app()"]
    binary = str(Path(sys.executable).parent / "oxigraph")
    with subprocess.Popen([binary, *oxigraph], stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stderr
            server.stderr.readline()
            told = subprocess.run([*command, *load], cwd=ROOT, check=True, capture_output=True)
            assert engine.release in told.stdout.decode()
            with serving(*serve[1:]) as (port, _):
                ready = urlopen(f"http://127.0.0.1:{port}/readyz").read()
                page = urlopen(f"http://127.0.0.1:{port}/?lang=da")
                start = page.read().decode()
        finally:
            server.terminate()
    assert json.loads(ready)["release"] == engine.release
    assert page.headers["Aftalegraf-Release"] == engine.release
    assert engine.release in start
