"""What can be set from outside, all of it by environment variables that begin with AFTALEGRAF_."""

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict


class Settings(BaseSettings):
    """The settings of one process, read when it starts."""

    model_config = SettingsConfigDict(env_prefix="AFTALEGRAF_", frozen=True)

    host: str = Field("127.0.0.1", description="The address that `aftalegraf serve` listens on.")
    port: int = Field(8000, ge=0, le=65535, description="Its port; 0 takes any that is free.")
    sources: Annotated[str, NoDecode] = Field(
        "", description="The folder of the source texts; `none` says that there is none."
    )

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
