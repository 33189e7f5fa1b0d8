"""Which settings of a step differ, by path; schemas field by field."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from lineup.compare.config_changes import Mark, SchemaChange, SettingChange
from lineup.compare.field_paths import PathPart, path_text
from lineup.compare.field_values import ABSENT, are_equal
from lineup.compare.schema_changes import diff_schemas
from lineup.compare.segment_schemas import segment_schema
from lineup.compare.shapes import DEEPEST, is_too_deep

_SCHEMAS = {"page_schema": lambda value: value, "segmentation_schema": segment_schema}
"""Settings that are compared field by field, each with how it is brought into the form of a JSON Schema."""


def diff_settings(
    before: Mapping[str, Any], after: Mapping[str, Any]
) -> tuple[tuple[SettingChange, ...], tuple[SchemaChange, ...]]:
    """Return the settings that differ and the schema fields that do; schemas written as text are read first."""
    schema: list[SchemaChange] = []
    left, right = ({**told, "settings": dict(told["settings"])} for told in (before, after))
    for name, read in _SCHEMAS.items():
        one, other = (_schema(told["settings"].get(name)) for told in (left, right))
        if one is not None and other is not None:
            schema.extend(diff_schemas(read(one), read(other)))
            del left["settings"][name], right["settings"][name]
    return tuple(_changes(left, right, ())), tuple(schema)


def _schema(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return a schema as an object, also one that was written as text; None where it can't be read or is too deep."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return None
    return value if isinstance(value, dict) and not is_too_deep(value) else None


def _changes(before: Any, after: Any, path: tuple[PathPart, ...]) -> Iterator[SettingChange]:  # noqa: ANN401 (JSON)
    is_walked = isinstance(before, dict) and isinstance(after, dict) and len(path) < DEEPEST
    if is_walked:
        for name in dict.fromkeys((*before, *after)):
            yield from _changes(before.get(name, ABSENT), after.get(name, ABSENT), (*path, name))
    elif before is ABSENT:
        yield SettingChange(path_text(path), Mark.ADDED, None, after)
    elif after is ABSENT:
        yield SettingChange(path_text(path), Mark.REMOVED, before, None)
    elif not are_equal(before, after):
        yield SettingChange(path_text(path), Mark.CHANGED, before, after)
