from typing import Any

import pytest

from components.setting_fields import (
    FieldKind,
    SettingField,
    field_for,
    unknown_settings,
    with_value,
)
from components.settings_schema import setting_fields
from lineup.contract.wire import JsonObject

MODES = ("fast", "balanced")


def only(**setting: Any) -> SettingField:
    """Return the field of a schema with this one setting."""
    (field,) = setting_fields({"properties": {"it": setting}})
    return field


@pytest.mark.parametrize(
    ("setting", "kind"),
    [
        ({"type": "string", "enum": [*MODES]}, FieldKind.CHOICE),
        ({"$ref": "#/$defs/Mode", "default": "fast"}, FieldKind.CHOICE),
        ({"anyOf": [{"$ref": "#/$defs/Mode"}, {"type": "null"}]}, FieldKind.CHOICE),
        ({"type": "boolean"}, FieldKind.SWITCH),
        ({"type": "integer", "minimum": 1}, FieldKind.WHOLE_NUMBER),
        ({"type": "number"}, FieldKind.NUMBER),
        ({"type": "string"}, FieldKind.TEXT),
        ({"type": "string", "maxLength": 200}, FieldKind.TEXT),
        ({"type": "string", "maxLength": 201}, FieldKind.LONG_TEXT),
        ({"type": "string", "format": "page-range"}, FieldKind.PAGES),
        ({"type": "string", "x-comma-list": [*MODES]}, FieldKind.COMMA_LIST),
        ({"type": "array", "items": {"$ref": "#/$defs/Mode"}}, FieldKind.CHOICES),
        ({"type": "array", "items": {"type": "string"}}, FieldKind.WORDS),
        ({"type": "array", "items": {"type": "object"}}, FieldKind.JSON),
        ({"type": "object"}, FieldKind.JSON),
        ({"anyOf": [{"type": "object"}, {"type": "string"}]}, FieldKind.JSON),
        ({"anyOf": [{"type": "null"}]}, FieldKind.JSON),
        ({"type": ["string", "null"]}, FieldKind.JSON),
        ({"enum": [1, 2]}, FieldKind.JSON),
        ({"$ref": "#/$defs/Nowhere"}, FieldKind.JSON),
        ({"$ref": 7, "type": None, "anyOf": 3, "items": "x"}, FieldKind.JSON),
        ({}, FieldKind.JSON),
    ],
    ids=str,
)
def test_each_kind_of_setting_has_its_own_field(setting: JsonObject, kind: FieldKind) -> None:
    definitions = {"Mode": {"type": "string", "enum": [*MODES], "title": "Mode"}}
    (field,) = setting_fields({"properties": {"it": setting}, "$defs": definitions})
    assert field.kind is kind


def test_a_field_has_what_its_schema_says() -> None:
    field = only(
        anyOf=[{"type": "number", "minimum": 0, "maximum": 1}, {"type": "null"}],
        title="Sureness", description="How sure.", default=0.5, examples=[0.7],
        deprecated=True, **{"x-seldom": True, "x-also": ["sure"]},
    )  # fmt: skip
    assert field == SettingField(
        "it", "Sureness", FieldKind.NUMBER, "How sure.", 0.5, ("sure",), is_nullable=True,
        is_seldom=True, is_outdated=True, least=0, most=1, types=("number",), examples=(0.7,),
    )  # fmt: skip


def test_a_setting_without_a_title_is_called_by_its_name() -> None:
    (field,) = setting_fields({"properties": {"page_range": {"type": "string"}}})
    assert field.title == "Page range"


def test_what_matters_most_comes_first() -> None:
    schema = {
        "properties": {
            "switch": {"type": "boolean"},
            "mode": {"type": "string", "enum": ["a"]},
            "schema": {"type": "object", "examples": [{}]},
            "needed": {"type": "object"},
        },
        "required": ["needed"],
    }
    assert [field.name for field in setting_fields(schema)] == [
        "needed",
        "mode",
        "schema",
        "switch",
    ]


@pytest.mark.parametrize(
    "schema",
    [{}, {"properties": []}, {"properties": {"a": 1}}, {"properties": None, "required": "a"}],
    ids=str,
)
def test_a_schema_that_is_none_has_no_fields(schema: JsonObject) -> None:
    assert setting_fields(schema) == []


@pytest.mark.parametrize(
    ("setting", "value", "kind"),
    [
        ({"type": "string", "enum": [*MODES]}, "fast", FieldKind.CHOICE),
        ({"type": "string", "enum": [*MODES]}, "magic", FieldKind.JSON),
        ({"type": "string", "enum": [*MODES]}, ["fast"], FieldKind.JSON),
        ({"type": "boolean"}, "yes", FieldKind.JSON),
        ({"type": "integer", "minimum": 1, "maximum": 9}, 9, FieldKind.WHOLE_NUMBER),
        ({"type": "integer", "minimum": 1}, 0, FieldKind.JSON),
        ({"type": "integer", "maximum": 9}, 10, FieldKind.JSON),
        ({"type": "integer"}, True, FieldKind.JSON),
        ({"type": "integer"}, 1.5, FieldKind.JSON),
        ({"type": "number"}, 1.5, FieldKind.NUMBER),
        ({"type": "string"}, 5, FieldKind.JSON),
        ({"type": "string"}, None, FieldKind.TEXT),
        ({"type": "string", "x-comma-list": [*MODES]}, "fast, balanced", FieldKind.COMMA_LIST),
        ({"type": "string", "x-comma-list": [*MODES]}, "fast,slow", FieldKind.JSON),
        ({"type": "array", "items": {"type": "string", "enum": [*MODES]}}, "fast", FieldKind.CHOICES),
        ({"type": "array", "items": {"type": "string", "enum": [*MODES]}}, [1], FieldKind.JSON),
        ({"type": "array", "items": {"type": "string"}}, ["any"], FieldKind.WORDS),
        ({"type": "array", "items": {"type": "string"}}, {}, FieldKind.JSON),
        ({"type": "object"}, 3, FieldKind.JSON),
    ],
    ids=str,
)  # fmt: skip
def test_a_value_that_does_not_fit_is_edited_as_json(
    setting: JsonObject, value: Any, kind: FieldKind
) -> None:
    assert field_for(only(**setting), {"it": value}).kind is kind


def test_a_required_setting_that_is_missing_is_edited_as_json() -> None:
    (field,) = setting_fields({"properties": {"it": {"type": "string"}}, "required": ["it"]})
    assert field_for(field, {}).kind is FieldKind.JSON


@pytest.mark.parametrize(
    ("settings", "opened", "value", "written"),
    [
        ({}, {}, "balanced", {"it": "balanced"}),
        ({"it": "balanced"}, {}, "fast", {}),
        ({"it": "balanced"}, {"it": "fast"}, "fast", {"it": "fast"}),
        ({"it": "balanced"}, {"it": "balanced"}, None, {}),
        ({"it": None}, {"it": None}, None, {"it": None}),
        ({"old": "fast", "b": 1}, {"old": "fast"}, "balanced", {"old": "balanced", "b": 1}),
    ],
    ids=[
        "set",
        "back at its default",
        "back at the default that was said",
        "emptied",
        "null as it was",
        "by the name it has",
    ],
)
def test_only_what_is_not_the_default_is_written(
    settings: JsonObject, opened: JsonObject, value: Any, written: JsonObject
) -> None:
    field = only(type="string", enum=[*MODES], default="fast", **{"x-also": ["old"]})
    assert with_value(field, settings, value, opened) == written


def test_a_comma_list_is_shown_as_a_list_and_written_as_a_text() -> None:
    field = only(type="string", default="html", **{"x-comma-list": ["html", "json"]})
    assert field.value({}) == ["html"]
    assert field.value({"it": "json, html"}) == ["json", "html"]
    assert with_value(field, {}, ["html", "json"], {}) == {"it": "html,json"}
    assert with_value(field, {"it": "json"}, ["html"], {}) == {}


def test_settings_that_no_field_edits_are_kept_apart() -> None:
    fields = [only(type="string", **{"x-also": ["old"]})]
    assert unknown_settings(fields, {"it": 1, "old": 2, "more": 3}) == {"more": 3}
