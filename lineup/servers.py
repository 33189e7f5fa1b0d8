"""The server that the settings name: its address, its key, and its name in the workspace's archive."""

from pathlib import Path

from pydantic import SecretStr

from lineup.settings import ENGINE_KEY_FILE, Settings

EMBEDDED = "embedded"
"""The embedded engine's name in the archive: its port changes, its data directory is the workspace's own."""


def server_name(settings: Settings) -> str:
    """Return what archived executions of the server are kept under."""
    return EMBEDDED if settings.base_url is None else settings.base_url.rstrip("/")


def server_url(settings: Settings) -> str:
    """Return where the server answers."""
    if settings.base_url is not None:
        return settings.base_url.rstrip("/")
    return f"http://{reachable_host(settings.host)}:{settings.port}"


def server_key(settings: Settings) -> SecretStr | None:
    """Return the key that the server takes; the embedded engine's own is read from its file."""
    if settings.base_url is not None:
        return settings.api_key
    return settings.engine_api_key or _stored_key(settings.data_dir / ENGINE_KEY_FILE)


def reachable_host(host: str) -> str:
    """Return where a server that listens on the host is reached from its own machine."""
    if host in {"", "0.0.0.0", "::"}:  # noqa: S104 (compared, not bound)
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _stored_key(path: Path) -> SecretStr | None:
    try:
        return SecretStr(path.read_text("ascii").strip())
    except FileNotFoundError:
        return None
