"""Which fields of an extraction schema differ: added, removed, renamed with how alike they are, and what changed in each."""

from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz

from lineup.compare.config_changes import Mark, SchemaChange
from lineup.compare.field_paths import ANY, PathPart, path_text
from lineup.compare.field_values import ABSENT, are_equal
from lineup.compare.shapes import json_objects
from lineup.contract.wire import JsonObject

_SAME_FIELD = 0.6
"""How alike two fields have to be for one to be the other renamed."""
_CHILDREN = {"properties", "items", "required", "$defs", "definitions"}
_CHOICES = ("anyOf", "oneOf")

Path = tuple[PathPart, ...]


def diff_schemas(before: JsonObject, after: JsonObject) -> tuple[SchemaChange, ...]:
    """Return what differs between two schemas, in the order of the second's fields; a removed field's own stay untold."""
    return tuple(_objects(_own_shape(before), _own_shape(after), ()))


def _own_shape(schema: JsonObject) -> JsonObject:
    """Return the schema as one with `properties`, which some leave out."""
    is_bare = "properties" not in schema and all(
        isinstance(field, dict) for field in schema.values()
    )
    return {"properties": schema} if is_bare else schema


def _objects(before: JsonObject, after: JsonObject, path: Path) -> Iterator[SchemaChange]:
    """Yield what differs in an object itself and in its fields."""
    yield from _keywords(before, after, path)
    left, right = _properties(before), _properties(after)
    renamed = _renamed(left, right)
    old_names = {new: old for old, (new, _) in renamed.items()}
    for name, field in right.items():
        old = name if name in left else old_names.get(name)
        if old is None:
            yield SchemaChange(path_text((*path, name)), Mark.ADDED, "field", None, field)
            continue
        if old != name:
            yield SchemaChange(
                path_text((*path, old)), Mark.RENAMED, "name", old, name, renamed[old][1]
            )
        yield from _fields(
            left[old], field, (*path, old), (_is_required(before, old), _is_required(after, name))
        )
    for name, field in left.items():
        if name not in right and name not in renamed:
            yield SchemaChange(path_text((*path, name)), Mark.REMOVED, "field", field, None)


def _fields(
    before: JsonObject, after: JsonObject, path: Path, required: tuple[bool, bool]
) -> Iterator[SchemaChange]:
    if required[0] is not required[1]:
        yield SchemaChange(path_text(path), Mark.CHANGED, "required", *required)
    yield from _objects(before, after, path)


def _keywords(before: JsonObject, after: JsonObject, path: Path) -> Iterator[SchemaChange]:
    """Yield the type and every other keyword of a field that differs, and what differs in a list's items."""
    types = _type(before), _type(after)
    if types[0] != types[1]:
        yield SchemaChange(path_text(path), Mark.CHANGED, "type", *types)
    left, right = _bare(before), _bare(after)
    for name in dict.fromkeys((*left, *right)):
        values = left.get(name, ABSENT), right.get(name, ABSENT)
        if name not in _CHILDREN and name != "type" and not are_equal(*values):
            told = (None if value is ABSENT else value for value in values)
            yield SchemaChange(path_text(path), Mark.CHANGED, name, *told)
    items = left.get("items"), right.get("items")
    if isinstance(items[0], dict) and isinstance(items[1], dict):
        yield from _objects(items[0], items[1], (*path, ANY))


def _properties(schema: JsonObject) -> dict[str, JsonObject]:
    told = _bare(schema).get("properties")
    fields = told if isinstance(told, dict) else {}
    return {str(name): field for name, field in fields.items() if isinstance(field, dict)}


def _bare(schema: JsonObject) -> JsonObject:
    """Return a schema without the choice of null, which says no more than that the value may be missing."""
    for key in _CHOICES:
        others = [
            choice for choice in json_objects(schema.get(key)) if choice.get("type") != "null"
        ]
        if len(others) == 1:
            return {**{name: value for name, value in schema.items() if name != key}, **others[0]}
    return schema


def _type(schema: JsonObject) -> str:
    """Return the type as people read it: `string or null`, `array`."""
    told = schema.get("type")
    names = [str(name) for name in told] if isinstance(told, list) else [str(told)] if told else []
    choices = [choice for key in _CHOICES for choice in json_objects(schema.get(key))]
    names += [str(choice["type"]) for choice in choices if choice.get("type")]
    return " or ".join(dict.fromkeys(names))


def _is_required(schema: JsonObject, name: str) -> bool:
    told = _bare(schema).get("required")
    return isinstance(told, list) and name in told


def _renamed(
    left: dict[str, JsonObject], right: dict[str, JsonObject]
) -> dict[str, tuple[str, float]]:
    """Return removed fields that were added under another name, each with it and how alike the two are."""
    scored = sorted(
        (
            (_similarity((old, left[old]), (new, right[new])), old, new)
            for old in left if old not in right
            for new in right if new not in left
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )  # fmt: skip
    renamed: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for similarity, old, new in scored:
        if similarity >= _SAME_FIELD and old not in renamed and new not in taken:
            renamed[old] = (new, round(similarity, 2))
            taken.add(new)
    return renamed


def _similarity(old: tuple[str, JsonObject], new: tuple[str, JsonObject]) -> float:
    """Return how alike two fields are: by name or by description, as long as the type is the same."""
    types: list[Any] = [_type(_bare(field)) for _, field in (old, new)]
    if types[0] != types[1]:
        return 0.0
    names = (
        fuzz.token_sort_ratio(*(name.replace("_", " ").casefold() for name, _ in (old, new))) / 100
    )
    told = [field.get("description") for _, field in (old, new)]
    if not all(isinstance(text, str) and text for text in told):
        return float(names)
    descriptions = fuzz.ratio(str(told[0]), str(told[1])) / 100
    return float(max(names, 0.5 * names + 0.5 * descriptions, 0.9 * descriptions))
