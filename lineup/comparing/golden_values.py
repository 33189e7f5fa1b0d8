"""Golden values by path as the nested object that extractions are scored against."""

from collections.abc import Mapping
from typing import Any

from lineup.compare.field_paths import PathPart, path_parts


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by paths such as `line_items[0].price` as one object; a path that leads through a value is left out.

    Items that no path names are left out of their list: the others move up, which matching by content doesn't mind.
    """
    root = _Node()
    for path, value in values.items():
        parts = path_parts(path)
        if parts and None not in parts:
            _put(root, parts, value)
    return {str(part): _plain(inner) for part, inner in root.items()}


class _Node(dict[PathPart, Any]):
    """A part of the tree, apart from a value that is an object itself."""


def _put(root: _Node, parts: tuple[PathPart, ...], value: Any) -> None:  # noqa: ANN401 (JSON)
    holder = root
    for part in parts[:-1]:
        inner = holder.setdefault(part, _Node())
        if not isinstance(inner, _Node):
            return
        holder = inner
    if not isinstance(holder.get(parts[-1]), _Node):
        holder[parts[-1]] = value


def _plain(node: Any) -> Any:  # noqa: ANN401 (JSON)
    if not isinstance(node, _Node):
        return node
    if all(isinstance(part, int) for part in node):
        return [
            _plain(node[part]) for part in sorted(part for part in node if isinstance(part, int))
        ]
    return {str(part): _plain(inner) for part, inner in node.items()}


def asked_for(values: Any, golden: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return the part of extracted values that golden ones speak of: what nobody gave a right value for isn't scored.

    Of a list's rows all are kept, with the fields that any golden row has.
    """
    if isinstance(values, dict) and isinstance(golden, dict):
        shared = values.keys() & golden.keys()
        return {name: asked_for(values[name], golden[name]) for name in values if name in shared}
    if isinstance(values, list) and isinstance(golden, list):
        rows = [row for row in golden if isinstance(row, dict)]
        spoken = {name: value for row in rows for name, value in row.items()}
        return [asked_for(row, spoken) if spoken else row for row in values]
    return values
