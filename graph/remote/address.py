"""Where an engine is, and as whom it is asked."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Address:
    """The addresses of an engine for queries and for updates, and a user where it wants one.

    Both speak the SPARQL 1.1 Protocol (sections 2.1 and 2.2); the user is named by HTTP Basic.
    """

    query: str
    update: str = ""
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def updates(self) -> str:
        """Return where updates go: as told, or beside `…/query`, or where queries go."""
        if self.update:
            return self.update
        if self.query.endswith("/query"):
            return f"{self.query.removesuffix('/query')}/update"
        return self.query

    @property
    def credentials(self) -> tuple[str, str] | None:
        """Return the user and the password, or None where the engine asks for none."""
        return (self.user, self.password) if self.user else None
