"""Paths of fields as text: `line_items[3].price`, and `["a.b"]` for a name that would be read as more than one."""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

ANY: Final = None
"""The part of a path that stands for every item of a list, written `[*]`."""

PathPart = str | int | None
_PLAIN = re.compile(r"[^.\[\]\"*\s][^.\[\]\"]*")
_PARTS = re.compile(r'\[(\d{1,9})\]|\[(\*)\]|\[("(?:[^"\\]|\\.)*")\]|\.?([^.\[\]"]+)')


def path_text(parts: Sequence[PathPart]) -> str:
    """Return a path as text."""
    text = ""
    for part in parts:
        text = longer_path(text, part)
    return text


@lru_cache(maxsize=4_096)
def longer_path(text: str, part: PathPart) -> str:
    """Return a path's text with one more part."""
    if part is ANY:
        return f"{text}[*]"
    if isinstance(part, int):
        return f"{text}[{part}]"
    if _PLAIN.fullmatch(part):
        return f"{text}.{part}" if text else part
    return f"{text}[{json.dumps(part, ensure_ascii=False)}]"


def path_parts(text: str) -> tuple[PathPart, ...]:
    """Return the parts of a path's text."""
    return tuple(_part(match) for match in _PARTS.finditer(text))


def _part(match: re.Match[str]) -> PathPart:
    index, item, quoted, plain = match.groups()
    if index is not None:
        return int(index)
    if item is not None:
        return ANY
    return str(json.loads(quoted)) if quoted is not None else str(plain)
