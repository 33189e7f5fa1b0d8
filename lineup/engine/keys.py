"""The embedded engine's own API key and the folder it lives in."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

from lineup.errors import StartError
from lineup.settings import ENGINE_KEY_FILE, Settings

_KEY_BYTES = 32


def prepare_data_dir(path: Path) -> Path:
    """Return the data directory, made if it is missing, raising StartError where it can't be written."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)  # documents are their owner's
        probe = path / f".write-probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        message = f"The data directory {path} can't be written ({error.strerror}): choose another with --data-dir."
        raise StartError(message) from error
    return path


def engine_key(settings: Settings) -> SecretStr:
    """Return the engine's key: the one set from outside, else the data directory's, made at first use with mode 0600."""
    if settings.engine_api_key is not None:
        return settings.engine_api_key
    path = prepare_data_dir(settings.data_dir) / ENGINE_KEY_FILE
    if not path.exists():
        _make_key(path)
    key = path.read_text("ascii").strip()
    if not key:
        message = (
            f"The key file {path} is empty: delete it, and a new key is made at the next start."
        )
        raise StartError(message)
    return SecretStr(key)


def _make_key(path: Path) -> None:
    """Write a new key beside the path and link it into place: nobody ever reads half of one, and the first wins."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(secrets.token_urlsafe(_KEY_BYTES) + "\n")
    with suppress(FileExistsError):
        os.link(part, path)
    part.unlink()
