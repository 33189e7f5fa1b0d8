"""Numbers as people write them, read without guessing: what is ambiguous stays text."""

import re
from decimal import Decimal

_SHAPE = re.compile(r"([+-]?)(\d[\d.,' \u00a0\u202f]{0,39})(%?)", re.ASCII)
_SPACED = re.compile(r"\d{1,3}(?:[' \u00a0\u202f]\d{3})+(?:[.,]\d*)?", re.ASCII)
_SPACES = re.compile(r"[' \u00a0\u202f]")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}")
_BARE = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
_LONGEST = 48


def written_number(text: str) -> str | None:
    """Return the number that the text is, in one form (`1204.5`), or None.

    Of two different separators the last is the decimal one; a single comma before three digits groups thousands, as do
    spaces and apostrophes; a single point is decimal. Numbers with a leading zero are identifiers (`02000`) and stay text, as do brackets.
    """
    match = _SHAPE.fullmatch(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    body = match[2].rstrip(" \u00a0\u202f")
    digits = _plain(_SPACES.sub("", body) if _SPACED.fullmatch(body) else body)
    if digits is None or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
        return None
    number = f"{Decimal(digits):f}"
    short = number.rstrip("0").rstrip(".") if "." in number else number
    sign = "-" if match[1] == "-" and short != "0" else ""
    return f"{sign}{short}{match[3]}"


def _plain(text: str) -> str | None:
    """Return digits with at most one point; None where the separators make no number."""
    if "," in text and "." in text:
        decimal = "," if text.rindex(",") > text.rindex(".") else "."
        group = "." if decimal == "," else ","
        text = text.replace(group, "").replace(decimal, ".")
    elif _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif _GROUPED_BY_POINTS.fullmatch(text):
        text = text.replace(".", "")
    else:
        text = text.replace(",", ".")
    return text if _BARE.fullmatch(text) else None
