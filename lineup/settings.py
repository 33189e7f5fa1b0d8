"""What can be set from outside, by environment variable."""

from pathlib import Path
from typing import Annotated

from platformdirs import user_data_path
from pydantic import AfterValidator, AliasChoices, BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from lineup.events import LogLevel


def default_data_dir() -> Path:
    """Return the user's own folder for Lineup's data."""
    return user_data_path("lineup")


ENGINE_KEY_FILE = "engine.key"
"""Where the embedded engine keeps its key in the data directory, and the dashboard finds it."""


def absolute(path: Path) -> Path:
    """Return the path from the root, `~` resolved: commands work in different folders but on the same data."""
    return path.expanduser().absolute()


class Settings(BaseSettings):
    """Lineup's settings; each field is the environment variable `LINEUP_` + its name unless it says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="LINEUP_", frozen=True, extra="ignore", env_ignore_empty=True
    )

    data_dir: Annotated[Path, AfterValidator(absolute), Field(default_factory=default_data_dir)]
    engine_api_key: SecretStr | None = None
    database_url: str | None = None
    blob_url: str | None = None
    base_url: str | None = None
    api_key: Annotated[
        SecretStr | None, Field(validation_alias=AliasChoices("LINEUP_API_KEY", "DATALAB_API_KEY"))
    ] = None
    team: str | None = None
    allow_private_urls: bool = False
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8501
    step_seconds: Annotated[float, Field(gt=0)] = 600.0
    workers: Annotated[int, Field(ge=0, le=64)] = 2
    stop_seconds: Annotated[float, Field(ge=0)] = 5.0
    retention_hours: Annotated[float | None, Field(gt=0, le=876_600)] = None
    requests_per_minute: Annotated[int | None, Field(ge=1, le=100_000)] = None
    concurrent_runs: Annotated[int | None, Field(ge=1, le=100_000)] = None
    pages_in_flight: Annotated[int, Field(ge=1)] = 5_000
    webhook_secret: SecretStr | None = None
    public_url: str | None = None
    llm_base_url: str | None = None
    llm_model: str = "default"
    llm_api_key: SecretStr | None = None
    llm_seconds: Annotated[float, Field(gt=0, le=3_600)] = 120.0
    llm_budget_tokens: Annotated[int, Field(ge=1)] = 200_000
    llm_context_tokens: Annotated[int, Field(ge=512)] = 16_000
    log_level: Annotated[LogLevel, BeforeValidator(str.upper)] = LogLevel.INFO

    @property
    def is_embedded(self) -> bool:
        """Whether the dashboard talks to the engine in its own process."""
        return self.base_url is None

    @property
    def is_alone(self) -> bool:
        """Whether the engine's database is a SQLite file, which the processes of one machine share and no others."""
        return self.database_url is None or self.database_url.startswith("sqlite")
