"""The quads of a release, written to the output: `python -m graph.ondisk FOLDER`, by `load`."""

import sys
from pathlib import Path

from pyoxigraph import RdfFormat

from graph.errors import ReleaseError
from graph.ondisk.manifest import unreadable
from graph.ondisk.store import FAILURES, read_only

folder = Path(sys.argv[1])
try:
    read_only(folder).dump(sys.stdout.buffer, RdfFormat.N_QUADS)
except ReleaseError as error:
    sys.exit(str(error))
except FAILURES as error:
    sys.exit(str(unreadable(folder.parent, error)))
