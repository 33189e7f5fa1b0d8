"""Parts of JSON that a server sent, read without trusting their shapes."""

import json
import math
import re
from collections.abc import Iterator
from typing import Any

from lineup.contract.results import Box
from lineup.contract.wire import JsonObject

_BLOCK_ID = re.compile(r"/page/(\d{1,9})/")
_CORNERS = 4
DEEPEST = 60
"""How many lists and objects may be inside one another in values that are compared."""


def text_of(node: JsonObject, name: str) -> str:
    """Return the text of a key; empty where there is none."""
    value = node.get(name)
    return value if isinstance(value, str) else ""


def json_objects(value: Any) -> Iterator[JsonObject]:  # noqa: ANN401 (JSON)
    """Yield the objects of a list."""
    return (
        (item for item in value if isinstance(item, dict)) if isinstance(value, list) else iter(())
    )


def box_of(value: Any) -> Box | None:  # noqa: ANN401 (JSON)
    """Return a box of four finite numbers."""
    if not isinstance(value, list) or len(value) != _CORNERS:
        return None
    if not all(isinstance(corner, int | float) and math.isfinite(corner) for corner in value):
        return None
    left, top, right, bottom = value
    return (left, top, right, bottom)


def page_of(block_id: str) -> int | None:
    """Return the 0-based page that a block's id names: `/page/3/Text/7`."""
    match = _BLOCK_ID.match(block_id)
    return int(match[1]) if match else None


def is_too_deep(value: Any) -> bool:  # noqa: ANN401 (JSON)
    """Return whether lists and objects are nested deeper than is compared. Without recursion: it may be hostile."""
    level = [value]
    for _ in range(DEEPEST + 1):
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return False
    return True


def _inside(value: Any) -> list[Any]:  # noqa: ANN401 (JSON)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [child for child in inner if isinstance(child, dict | list)]


def written_json(value: Any) -> str:  # noqa: ANN401 (JSON)
    """Return the value as one JSON text, whatever order its keys are in."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
