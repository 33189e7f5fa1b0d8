"""Identifiers: a prefix and twelve ASCII letters and digits (rulings 2)."""

import secrets
import string

_ALPHABET = string.ascii_letters + string.digits
_LENGTH = 12


def new_id(prefix: str) -> str:
    """Return a fresh id such as `pex_k8Hx9mP2nQ4v`, 71 bits of chance."""
    return prefix + "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
