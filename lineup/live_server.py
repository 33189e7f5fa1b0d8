"""The file in the data directory that names the server running on it, so that commands use it instead of a second one."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LIVE_FILE = "server.json"


@contextmanager
def announced(data_dir: Path | None, url: str) -> Iterator[None]:
    """Name the server at the address inside the block; None for a server that works on other data."""
    if data_dir is None:
        yield
        return
    path = data_dir / LIVE_FILE
    part = path.with_name(f".{LIVE_FILE}.{os.getpid()}")
    part.write_text(json.dumps({"url": url, "pid": os.getpid()}))
    part.replace(path)
    try:
        yield
    finally:
        if _read(path).get("pid") == os.getpid():
            path.unlink(missing_ok=True)


def announced_url(data_dir: Path) -> str | None:
    """Return where a server said that it runs; it may have been killed since."""
    url = _read(data_dir / LIVE_FILE).get("url")
    return url if isinstance(url, str) else None


def _read(path: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        told = json.loads(path.read_text())
        if isinstance(told, dict):
            return told
    return {}
