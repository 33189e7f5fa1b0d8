"""Names of files and of content types from outside, made safe to keep and to show."""

import re
import unicodedata

_MAX_LENGTH = 200
_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_FALLBACK = "document"
_CONTENT_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(; ?[\w-]+=[\w.+-]+)*", re.ASCII)


def clean_filename(name: str | None) -> str:
    """Return the last part of a file name without control and direction characters, at most 200 characters.

    Such characters can hide an ending ("invoice", then a right-to-left mark, then "fdp.exe") or break a line; the rest of the name stays as it came.
    """
    last = re.split(r"[/\\]", name or "")[-1]
    visible = "".join(c for c in last if unicodedata.category(c) not in _HIDDEN).strip()
    if visible in {"", ".", ".."}:
        return _FALLBACK
    return visible if len(visible) <= _MAX_LENGTH else _shorten(visible)


def servable_content_type(announced: str | None) -> str:
    """Return a content type as it was announced, or the one of plain bytes where it can't stand in a header."""
    is_plain = announced is not None and _CONTENT_TYPE.fullmatch(announced)
    return announced if announced and is_plain else "application/octet-stream"


def _shorten(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 (no file type's ending is longer)
        return name[:_MAX_LENGTH]
    return stem[: _MAX_LENGTH - len(ending) - 2] + "…." + ending
