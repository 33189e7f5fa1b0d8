"""The embedded engine's own API key and the folder it lives in."""

import os
import secrets
from pathlib import Path

from pydantic import SecretStr

from lineup.engine.errors import StartError
from lineup.settings import Settings

_KEY_FILE = "engine.key"
_KEY_BYTES = 32


def prepare_data_dir(path: Path) -> Path:
    """Return the data directory, made if it is missing, raising StartError where it can't be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
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
    path = prepare_data_dir(settings.data_dir) / _KEY_FILE
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return SecretStr(path.read_text("ascii").strip())
    with os.fdopen(descriptor, "w") as stream:
        key = secrets.token_urlsafe(_KEY_BYTES)
        stream.write(key + "\n")
    return SecretStr(key)
