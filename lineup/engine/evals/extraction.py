"""What was extracted, apart from what stands beside each field: `_citations`, `_meta`, `_score` (contract §4.5)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.evals.items import Place

_SIDECARS = ("_citations", "_meta", "_score")
_BLOCK = re.compile(r"/page/(\d{1,9})/(\w{1,60})/\d{1,9}")
_EACH = "[]"

Found = tuple[str, Any, Place]
"""A field's path with the numbers of list items, its value, and where its first citation is."""


@dataclass(frozen=True)
class Extraction:
    """The extracted object with all that stands beside the fields."""

    written: JsonObject

    @property
    def values(self) -> JsonObject:
        """The fields alone."""
        plain: JsonObject = _plain(self.written)
        return plain

    def at(self, path: str) -> list[Found]:
        """Return all that a path such as `items[].price` leads to; what is not there has the value None."""
        names = path.replace(_EACH, f".{_EACH}").split(".")
        return list(_walk(self.written, names, "", Place()))

    def place(self, name: str) -> Place:
        """Return where a field of the top level was read."""
        return _cited(self.written, name, Place())


def extraction_of(written: object) -> Extraction | None:
    """Return the extraction, written as an object or as a text of one; None where there is none."""
    try:
        parsed = json.loads(written) if isinstance(written, str) else written
    except ValueError:
        return None
    return Extraction(parsed) if isinstance(parsed, dict) else None


def place_of_id(block_id: object) -> Place:
    """Return the place that a block's id names."""
    match = _BLOCK.fullmatch(block_id) if isinstance(block_id, str) else None
    return Place() if match is None else Place(int(match[1]), match[0], match[2])


def _walk(value: Any, names: list[str], path: str, place: Place) -> Iterator[Found]:  # noqa: ANN401 (JSON)
    if not names:
        yield path, value, place
    elif names[0] == _EACH:
        for number, each in enumerate(value if isinstance(value, list) else ()):
            yield from _walk(each, names[1:], f"{path}[{number}]", place)
    else:
        owner = value if isinstance(value, dict) else {}
        own = _cited(owner, names[0], place)
        inner = f"{path}.{names[0]}" if path else names[0]
        yield from _walk(owner.get(names[0]), names[1:], inner, own)


def _cited(owner: JsonObject, name: str, default: Place) -> Place:
    cited = owner.get(f"{name}_citations")
    first = cited[0] if isinstance(cited, list) and cited else None
    place = place_of_id(first)
    return default if place.page_id is None else place


def _plain(value: Any) -> Any:  # noqa: ANN401 (JSON)
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {name: _plain(each) for name, each in value.items() if not _is_beside(name, value)}


def _is_beside(name: str, owner: JsonObject) -> bool:
    return any(name.endswith(end) and name.removesuffix(end) in owner for end in _SIDECARS)
