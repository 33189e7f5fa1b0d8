"""Which server the dashboard talks to, and as whom."""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

from pydantic import SecretStr

from lineup.servers import EMBEDDED, server_key, server_url
from lineup.settings import Settings

HOSTED_URL = "https://www.datalab.to"
"""The hosted service's address."""


@dataclass(frozen=True)
class Connection:
    """A server and who asks it."""

    base_url: str
    api_key: SecretStr | None
    team: str | None
    is_embedded: bool

    @property
    def fingerprint(self) -> str:
        """What tells this server and this key's owner apart from every other, without showing the key."""
        key = self.api_key.get_secret_value() if self.api_key else ""
        text = "\0".join((self.base_url, key, self.team or ""))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def server(self) -> str:
        """What the workspace keeps comparisons and executions of the server under."""
        return EMBEDDED if self.is_embedded else self.base_url

    @property
    def label(self) -> str:
        """The server's name for people."""
        return "Embedded engine" if self.is_embedded else urlsplit(self.base_url).netloc


def connection_fingerprint(connection: Connection) -> str:
    """Return what a cache key holds of a connection."""
    return connection.fingerprint


def current_connection() -> Connection:
    """Return the connection that the environment asks for, the embedded engine by default."""
    settings = Settings()
    if settings.base_url is None:
        return _embedded(settings)
    return Connection(
        settings.base_url.rstrip("/"), settings.api_key, settings.team, is_embedded=False
    )


def _embedded(settings: Settings) -> Connection:
    return Connection(server_url(settings), server_key(settings), team=None, is_embedded=True)
