"""What counts as a web address: one rule for whoever gives one and whoever takes it."""

import re
from urllib.parse import urlsplit

MAX_URL_LENGTH = 4_096
"""The longest address that is taken, in characters; a limit of ours."""

_ODD = re.compile(r"[\s\x00-\x1f\x7f]")


def is_web_address(text: str) -> bool:
    """Whether the text is a whole http or https address with a host, and no longer than is taken."""
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    is_plain = len(text) <= MAX_URL_LENGTH and not _ODD.search(text)
    return parts.scheme in {"http", "https"} and has_host and is_plain


def address_problem(text: str) -> str | None:
    """Return what is wrong with a web address that somebody wrote; None if nothing is."""
    if len(text) > MAX_URL_LENGTH:
        return f"The address is longer than {MAX_URL_LENGTH:,} characters."
    if is_web_address(text):
        return None
    return "Write a full address that begins with https:// or http://."
