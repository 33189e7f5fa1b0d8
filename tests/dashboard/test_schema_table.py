import json
from typing import Any

import pytest

from components.schema_table import schema_frame

_LINES = {"type": "array", "items": {"type": "object", "properties": {"what": {"type": "string"}}}}
_SCHEMA = {
    "type": "object",
    "properties": {
        "total": {"type": "number", "description": "To pay"},
        "due": {"type": ["string", "null"], "format": "date"},
        "lines": _LINES,
        "seller": {"type": "object", "properties": {"name": {"type": "string"}}},
    },
    "required": ["total"],
}
_ROWS = [
    ["total", "number", "yes", "To pay"],
    ["due", "date or nothing", "", ""],
    ["lines", "list of objects", "", ""],
    ["lines[].what", "text", "", ""],
    ["seller", "object", "", ""],
    ["seller.name", "text", "", ""],
]


@pytest.mark.parametrize(
    "schema", [_SCHEMA, json.dumps(_SCHEMA)], ids=["an object", "a text of JSON"]
)
def test_a_schema_is_a_table_of_its_fields(schema: Any) -> None:
    assert schema_frame(schema).to_numpy().tolist() == _ROWS


def test_a_bare_map_of_names_is_a_schema_too() -> None:
    rows = schema_frame({"paid": {"type": "boolean"}, "count": {"type": "integer"}, "any": {}})
    assert [row[:2] for row in rows.to_numpy().tolist()] == [
        ["paid", "yes or no"], ["count", "whole number"], ["any", "any"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    "schema",
    [None, [], "{", 7, {}, {"properties": {"a": 1}}, {"properties": []}],
    ids=str,
)
def test_what_is_no_schema_has_no_fields(schema: Any) -> None:
    assert len(schema_frame(schema)) == 0


def test_a_schema_that_goes_on_for_ever_ends_somewhere() -> None:
    deep: dict[str, Any] = {"type": "object"}
    deep["properties"] = {"again": deep}
    assert len(schema_frame(deep)) == 7
    assert len(schema_frame({"properties": {str(number): {} for number in range(900)}})) == 500


def test_a_list_without_items_is_a_list() -> None:
    assert schema_frame({"tags": {"type": "array"}}).to_numpy()[0][1] == "list"
