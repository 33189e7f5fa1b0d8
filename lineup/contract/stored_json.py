"""JSON objects that a server keeps for its callers: how large and how deep they may be. The limits are ours."""

import json
from typing import Any

from lineup.contract.wire import JsonObject

MAX_DEPTH = 40
"""How many objects and lists may be inside one another."""

MAX_CHARACTERS = 200_000
"""How long the object may be, written as JSON."""


def require_storable(value: JsonObject) -> JsonObject:
    """Return the object, raising ValueError with a sentence where it is too deep or too large, or can't be written."""
    if _depth(value) > MAX_DEPTH:
        message = f"it is nested more than {MAX_DEPTH} levels deep: flatten it"
        raise ValueError(message)
    length = len(_written(value))
    if length > MAX_CHARACTERS:
        message = f"it has {length:,} characters, and {MAX_CHARACTERS:,} are allowed: shorten it"
        raise ValueError(message)
    return value


def _depth(value: JsonObject) -> int:
    """Return how deep the value is, at most one more than allowed. Without recursion: the value may be hostile."""
    depth, level = 0, [value]
    while level and depth <= MAX_DEPTH:
        depth += 1
        level = [inner for outer in level for inner in _children(outer)]
    return depth


def _children(value: Any) -> list[Any]:  # noqa: ANN401 (JSON)
    inner = value.values() if isinstance(value, dict) else value
    return [child for child in inner if isinstance(child, dict | list)]


def _written(value: JsonObject) -> str:
    try:
        written = json.dumps(value, ensure_ascii=False, allow_nan=False)
        written.encode()
    except UnicodeEncodeError as error:
        message = "it has text that is not valid Unicode (half of a surrogate pair)"
        raise ValueError(message) from error
    except ValueError as error:
        message = "it has a number that JSON can't carry (NaN or infinity)"
        raise ValueError(message) from error
    return written
