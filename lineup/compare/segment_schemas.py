"""Segmentation schemas in the form of a JSON Schema, so that their segments are compared as fields are."""

from typing import Any

from lineup.compare.shapes import json_objects, text_of
from lineup.contract.wire import JsonObject

_LISTS = ("segments", "sections")
_STRATEGY = "segmentation_strategy"


def segment_schema(value: JsonObject) -> JsonObject:
    """Return the segments of any of the shapes that the service takes (contract §3.4) as properties."""
    named: dict[str, Any] = {}
    for key in _LISTS:
        for segment in json_objects(value.get(key)):
            named[text_of(segment, "name")] = {"description": text_of(segment, "description")}
    if not any(key in value for key in _LISTS):
        named = {name: {"description": text_of(value, name)} for name in value if name != _STRATEGY}
    return {"properties": named, _STRATEGY: value.get(_STRATEGY)}
