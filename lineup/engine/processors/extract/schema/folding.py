"""A JSON Schema's node with its references, unions and null options folded away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lineup.contract.wire import JsonObject
from lineup.engine.processors.extract.schema.errors import SchemaError

MAX_DEPTH = 40
"""How many references and unions may be inside one another."""

MAX_STEPS = 20_000
"""How many nodes a schema may come to when every reference is followed."""

_MAX_SHOWN = 80


@dataclass(frozen=True)
class Folded:
    """A node without `$ref`, `allOf`, `anyOf` and `oneOf`, and the references that led to it, outermost first."""

    node: JsonObject
    references: tuple[str, ...] = ()


class RecursionFound(Exception):  # noqa: N818 (no error: the field is left out)
    """A reference that leads back into itself."""


class Folder:
    """Folds the nodes of one schema, which may be hostile: references that multiply end in a SchemaError."""

    def __init__(self, root: JsonObject) -> None:
        self._root = root
        self._steps = 0

    def fold(self, node: Any, references: tuple[str, ...] = (), depth: int = 0) -> Folded:  # noqa: ANN401 (JSON)
        """Return the node folded; raises SchemaError where a reference leads nowhere, RecursionFound where it leads back."""
        self._steps += 1
        if depth > MAX_DEPTH or self._steps > MAX_STEPS:
            message = "its references and unions are too entangled to follow: write the fields out"
            raise SchemaError(message)
        own = _as_object(node)
        if isinstance(own.get("$ref"), str):
            return self._followed(own, references, depth)
        for key in ("allOf", "anyOf", "oneOf"):
            parts = own.get(key)
            if isinstance(parts, list) and parts:
                rest = {name: value for name, value in own.items() if name != key}
                chosen = parts if key == "allOf" else self._chosen(parts, references, depth)
                return self._all_of([*chosen, rest], references, depth)
        return Folded(own, references)

    def _followed(self, own: JsonObject, references: tuple[str, ...], depth: int) -> Folded:
        reference = own["$ref"]
        if reference in references:
            raise RecursionFound
        target = _resolved(reference, self._root)
        found = self.fold(target, (*references, reference), depth + 1)
        beside = {key: value for key, value in own.items() if key != "$ref"}
        return Folded(_merged(found.node, beside), found.references)

    def _chosen(self, parts: Iterable[Any], references: tuple[str, ...], depth: int) -> list[Any]:
        """Return what stands for the options: the only one that isn't null, one with parts, or a value of any type."""
        options = [part for part in parts if not is_null(part)]
        if len(options) <= 1:
            return options
        nodes = [self.fold(option, references, depth + 1).node for option in options]
        structured = (
            option for option, node in zip(options, nodes, strict=True) if _has_parts(node)
        )
        found = next(structured, None)
        return [_any_of_values(nodes) if found is None else found]

    def _all_of(self, parts: Iterable[Any], references: tuple[str, ...], depth: int) -> Folded:
        merged: JsonObject = {}
        through = references
        for part in parts:
            one = self.fold(part, references, depth + 1)
            merged = _merged(merged, one.node)
            through = tuple(dict.fromkeys((*through, *one.references)))
        return Folded(merged, through)


def is_null(node: Any) -> bool:  # noqa: ANN401 (JSON)
    """Whether the node allows nothing but null."""
    return isinstance(node, dict) and (
        node.get("type") in ("null", ["null"])
        or node.get("enum") == [None]
        or ("const" in node and node["const"] is None)
    )


def _as_object(node: Any) -> JsonObject:  # noqa: ANN401 (JSON)
    if isinstance(node, Mapping):
        return dict(node)
    if isinstance(node, bool):
        return {}
    message = f'{str(node)[:_MAX_SHOWN]!r} is no schema: write it as an object, such as {{"type": "string"}}'
    raise SchemaError(message)


def _has_parts(node: JsonObject) -> bool:
    return "properties" in node or "items" in node or node.get("type") in ("object", "array")


def _any_of_values(nodes: Iterable[JsonObject]) -> JsonObject:
    types: list[Any] = []
    values: list[Any] = []
    for node in nodes:
        given = node.get("type")
        types += given if isinstance(given, list) else [given] if isinstance(given, str) else []
        enum = node.get("enum")
        values += [node["const"]] if "const" in node else enum if isinstance(enum, list) else []
    kept: JsonObject = {"type": types} if types else {}
    return kept | ({"enum": values} if values else {})


def _merged(one: JsonObject, other: JsonObject) -> JsonObject:
    merged = one | other
    if isinstance(one.get("properties"), dict) and isinstance(other.get("properties"), dict):
        merged["properties"] = one["properties"] | other["properties"]
    return merged


def _resolved(reference: str, root: JsonObject) -> Any:  # noqa: ANN401 (JSON)
    """Return what a reference within the schema points at (RFC 6901)."""
    shown = reference[:_MAX_SHOWN]
    if not reference.startswith("#"):
        message = f"it refers to {shown!r}, and nothing outside of the schema is looked up: put that definition into $defs"
        raise SchemaError(message)
    at: Any = root
    for part in filter(None, reference[1:].split("/")):
        key = part.replace("~1", "/").replace("~0", "~")
        inner = at.get(key) if isinstance(at, dict) else _item(at, key)
        if inner is None:
            message = f"it refers to {shown!r}, which is not in it"
            raise SchemaError(message)
        at = inner
    return at


def _item(at: Any, key: str) -> Any:  # noqa: ANN401 (JSON)
    is_there = isinstance(at, list) and key.isascii() and key.isdecimal() and int(key[:9]) < len(at)
    return at[int(key)] if is_there else None
