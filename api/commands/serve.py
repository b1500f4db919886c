"""The command `serve`, and what it answers from: the release, a store, an engine, or nothing."""

import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.commands.terminal import fail, listen, note, settings, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from api.settings import Settings
    from graph.ondisk import StoredRelease
    from graph.workers import Backend

    Service = tuple[Backend, Callable[[], ASGIApp]]
    """What answers, and what makes the application that asks it."""

EngineOption = Annotated[
    str, typer.Option("--engine", help="A SPARQL 1.1 engine's address for queries.", metavar="URL")
]
StoreOption = Annotated[
    str, typer.Option("--store", help="A folder with the release on disk.", metavar="DIR")
]


def serve(
    public: Annotated[
        bool, typer.Option("--public", help="Strangers will ask: start only if no query can call.")
    ] = False,
    bare: Annotated[
        bool, typer.Option("--bare", help="An empty SPARQL server to try things on; loopback only.")
    ] = False,
    engine: EngineOption = "",
    store: StoreOption = "",
) -> None:
    """Answer over HTTP at AFTALEGRAF_HOST and AFTALEGRAF_PORT (127.0.0.1:8000)."""
    from api.running import run

    wanted = given(engine=engine, store=store)
    public = public or wanted.is_public()
    if bare and public:
        fail("--bare takes anybody's data: set AFTALEGRAF_HOST to 127.0.0.1, without --public")
    if bare and wanted.engine:
        fail("--bare has a store of its own: leave --engine and AFTALEGRAF_ENGINE out")
    if wanted.store and (bare or wanted.engine):
        fail("--store (AFTALEGRAF_STORE) goes with neither --engine (AFTALEGRAF_ENGINE) nor --bare")
    with (
        closing(listen(wanted.host, wanted.port)) as listening,
        told(),
        _bare(wanted) if bare else _service(wanted) as (pool, make),
    ):
        run(make, listening, pool, wanted, public)


def given(**options: str) -> "Settings":
    """Return the settings, with those that the command line gives."""
    return settings().model_copy(update={name: text for name, text in options.items() if text})


@contextmanager
def _service(wanted: "Settings") -> "Iterator[Service]":
    def make() -> "ASGIApp":
        from api.app import create_app

        return create_app(pool, wanted, sys.stderr)

    with _backend(wanted) as pool:
        yield pool, make


@contextmanager
def _backend(wanted: "Settings") -> "Iterator[Backend]":
    from graph.ondisk import free_memory, opened
    from graph.release import read_release
    from graph.remote import RemotePool
    from graph.workers import Pool

    if wanted.engine:
        yield RemotePool(wanted.address(), wanted.limits())
    elif wanted.store:
        free = free_memory()
        with opened(Path(wanted.store), free) as stored:
            note(placed(stored, free))
            yield Pool(stored, wanted.limits())
    else:
        yield Pool(read_release(), wanted.limits())


@contextmanager
def _bare(wanted: "Settings") -> "Iterator[Service]":
    from graph.release import Release
    from graph.workers import Pool

    pool = Pool(Release("bare", {}), wanted.limits())

    def make() -> "ASGIApp":
        from api.bare import create_bare_app

        return create_bare_app(pool, wanted)

    yield pool, make


def placed(stored: "StoredRelease", free: int) -> str:
    """Return the sentence that says where a release is answered from, and why; `free` in bytes."""
    place = "enough: it is loaded" if stored.in_memory else "not enough: it is answered from disk"
    return (
        f"Release {stored.id} has {stored.quads:,} quads, which take {_mb(stored.needed)} in "
        f"memory; {_mb(free)} are free, and half of that is {place}"
    )


def _mb(size: int) -> str:
    return f"{size / 2**20:,.0f} MB"
