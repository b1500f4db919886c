"""What stands behind the service: workers of this process, or an engine elsewhere."""

from typing import Protocol

from graph.query import Dataset, Query
from graph.workers.limits import Limits
from graph.workers.member import Result


class Backend(Protocol):
    """Answers queries of strangers from one release, each whole or with an error."""

    release: str
    limits: Limits

    @property
    def isolation(self) -> frozenset[str]:
        """Return by what a query is kept from calling other machines; empty where by nothing."""

    async def start(self) -> None:
        """Make ready; raise ReleaseError where there is no release."""

    async def close(self) -> None:
        """Give back what is held."""

    async def answer(
        self,
        query: Query,
        media_type: str,
        dataset: Dataset,
        arrived: float,
        deadline: int,
        trusted: bool = False,
    ) -> Result:
        """Return the whole result of a query; see `Pool.answer`."""
