"""Addresses that stand for the key: what they open, until when, and a signature over both."""

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from pydantic import SecretStr

from lineup.engine.errors import Forbidden


class Purpose(StrEnum):
    """What a signed address is good for."""

    UPLOAD = "upload"
    DOWNLOAD = "download"


@dataclass(frozen=True)
class Signature:
    """The proof that an address carries: when it ends, in seconds since 1970, and the signature."""

    expires: int
    signature: str


@dataclass(frozen=True)
class UrlSigner:
    """Signs addresses of files and judges them."""

    secret: SecretStr
    epoch: Callable[[], float] = time.time

    def sign(self, purpose: Purpose, file_id: int, seconds: int) -> str:
        """Return the query that opens a file for the purpose, for that many seconds."""
        expires = int(self.epoch()) + seconds
        return f"expires={expires}&signature={self._signature(purpose, file_id, expires)}"

    def require(self, purpose: Purpose, file_id: int, shown: Signature) -> None:
        """Raise Forbidden for a signature that is forged, made for something else, or has expired."""
        expected = self._signature(purpose, file_id, shown.expires)
        is_ours = hmac.compare_digest(expected.encode(), shown.signature.encode())
        if not is_ours or shown.expires < self.epoch():
            message = f"This {purpose} URL is not valid or has expired: ask for a new one below /api/v1/files."
            raise Forbidden(message)

    def _signature(self, purpose: Purpose, file_id: int, expires: int) -> str:
        key = self.secret.get_secret_value().encode()
        return hmac.new(key, f"{purpose}:{file_id}:{expires}".encode(), sha256).hexdigest()
