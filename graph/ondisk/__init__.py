"""A release on disk, in RocksDB, for data past memory: written whole, and from then on only read.

A store is a folder, in which there are:

    aftalegraf.json   the manifest: format, release, number of quads, folder of the release
    release-…/        the RocksDB of a release
    workers-…/        hard-linked copies of it, one for each worker of a service

What is done with it:

    manifest  what a store says of itself
    places    folders made, held while they are used, and swept when nobody holds them
    store     a release written, and opened
    copies    … copied for workers
    loading   … loaded into memory, where it fits
    memory    how much of that there is
"""

from graph.ondisk.copies import Copies, copies
from graph.ondisk.loading import load
from graph.ondisk.memory import free_memory
from graph.ondisk.store import StoredRelease, opened, prepare, read_only, write

__all__ = [
    "Copies",
    "StoredRelease",
    "copies",
    "free_memory",
    "load",
    "opened",
    "prepare",
    "read_only",
    "write",
]
