"""A data release on any SPARQL 1.1 engine over HTTP, in place of the workers of this process.

placing     under what names a release lies on an engine that holds several
address     where the engine is, and as whom it is asked
client      one request: bounded in time and size, and whole or an error
results     what came back, in the formats that are offered
pool        the engine in the place of the pool of workers
checking    whether the engine answers as the embedded one does
loading     a release put there, counted, checked, and made the one that is answered from
"""

from graph.remote.address import Address
from graph.remote.loading import load
from graph.remote.pool import RemotePool

__all__ = ["Address", "RemotePool", "load"]
