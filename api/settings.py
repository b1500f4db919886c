"""What can be set from outside, all of it by environment variables that begin with AFTALEGRAF_."""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.remote import Address
from graph.workers import Limits


class Settings(BaseSettings):
    """The settings of one process, read when it starts."""

    model_config = SettingsConfigDict(env_prefix="AFTALEGRAF_", frozen=True)

    host: str = Field("127.0.0.1", description="The address that `aftalegraf serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Its port; 0 takes any that is free.")
    sources: Annotated[str, NoDecode] = Field(
        "",
        description="The folder of the source texts: `../shared/sources` if it is there and "
        "nothing is set; `none` says that there is none.",
    )
    deadline_ms: int = Field(
        10_000, ge=1, description="Milliseconds a query may take, from the arrival of the request."
    )
    memory_mb: int = Field(512, ge=64, description="Megabytes a query may take beside the data.")
    result_mb: int = Field(64, ge=1, description="Megabytes a result may have.")
    workers: int = Field(16, ge=1, description="Queries evaluated at once.")
    cache_mb: int = Field(64, ge=0, description="Megabytes of results kept for the next who asks.")
    rate: int = Field(20, ge=1, description="Requests a second of one client, in the long run.")
    burst: int = Field(100, ge=1, description="Requests a client may send at once after a pause.")
    concurrency: int = Field(8, ge=1, description="Requests of one client answered at once.")
    limit_loopback: bool = Field(
        False, description="Hold clients on this machine to rate and concurrency as well."
    )
    trusted_proxies: str = Field(
        "", description="Addresses or networks (comma) whose `X-Forwarded-For` names the client."
    )
    store: str = Field(
        "", description="A folder that `aftalegraf build --store` wrote, to answer from."
    )
    engine: str = Field(
        "", description="The address of a SPARQL 1.1 engine to answer from, in place of our own."
    )
    engine_update: str = Field(
        "",
        description="Where it takes updates; not set: `…/update` beside `…/query`, else the same.",
    )
    engine_user: str = Field(
        "", description="The user it wants (HTTP Basic or Digest, as it asks)."
    )
    engine_password_file: Path | None = Field(
        None, description="The file with that user's password, alone on its first line."
    )

    def limits(self) -> Limits:
        """Return what a query may cost."""
        return Limits(
            deadline=self.deadline_ms,
            memory=self.memory_mb * 2**20,
            result=self.result_mb * 2**20,
            workers=self.workers,
        )

    def address(self) -> Address:
        """Return where the engine is; raise OSError where the password cannot be read."""
        file = self.engine_password_file
        password = file.read_text(encoding="utf-8").partition("\n")[0] if file else ""
        return Address(self.engine, self.engine_update, self.engine_user, password)

    def is_public(self) -> bool:
        """Return whether other machines can reach the address."""
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"

    def source_folder(self) -> Path | None:
        """Return the folder of the source texts, or None where there is none.

        It is `sources`, or `../shared/sources` beside the checkout.
        """
        if self.sources == "none":
            return None
        if self.sources:
            return Path(self.sources)
        beside = Path(__file__).parent.parent.parent / "shared" / "sources"
        return beside if beside.is_dir() else None
