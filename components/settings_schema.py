"""The fields of a form, read from the JSON Schema of a step's settings; a server's schema may be anything."""

from collections.abc import Mapping
from typing import Any

from components.setting_fields import FieldKind, SettingField
from lineup.contract.installed_processors import ALSO, COMMA_LIST, PAGE_RANGE, SELDOM
from lineup.contract.wire import JsonObject

_LONG = 200
"""A text that may be longer than this gets a field of several lines."""

_SIMPLE = {
    "boolean": FieldKind.SWITCH,
    "integer": FieldKind.WHOLE_NUMBER,
    "number": FieldKind.NUMBER,
}


def setting_fields(schema: Mapping[str, Any]) -> list[SettingField]:
    """Return the fields of a form for settings: those that matter most first, else in the schema's order."""
    properties, required = _object(schema.get("properties")), _words(schema.get("required"))
    fields = [
        _field(str(name), _resolved(setting, schema), is_required=name in required)
        for name, setting in properties.items()
        if isinstance(setting, dict)
    ]
    return sorted(fields, key=_rank)


def _rank(field: SettingField) -> int:
    """Return where a field stands: what is required, then what has a value to begin with or a choice, then the rest."""
    if field.is_required:
        return 0
    return 1 if field.examples or field.kind in {FieldKind.CHOICE, FieldKind.CHOICES} else 2


def _field(name: str, told: JsonObject, *, is_required: bool) -> SettingField:
    kind, examples = _kind(told), told.get("examples")
    return SettingField(
        name=name,
        title=_text(told.get("title")) or name.replace("_", " ").capitalize(),
        description=_text(told.get("description")),
        kind=kind,
        default=told.get("default"),
        also=_words(told.get(ALSO)),
        is_required=is_required,
        is_nullable=told.get("nullable") is True,
        is_seldom=told.get(SELDOM) is True,
        is_outdated=told.get("deprecated") is True,
        choices=_choices(told, kind),
        least=_number(told.get("minimum")),
        most=_number(told.get("maximum")),
        longest=_length(told),
        types=_words(told.get("types")) or _words([told.get("type")]),
        examples=tuple(examples) if isinstance(examples, list) else (),
    )


def _resolved(setting: JsonObject, schema: Mapping[str, Any]) -> JsonObject:
    """Return a setting with what its reference, and its one choice beside null, say; its own words win."""
    target = _object(schema.get("$defs")).get(_text(setting.get("$ref")).rpartition("/")[2])
    merged = {**_object(target), **setting}
    items = _object(merged.get("items"))
    if items:
        merged["items"] = {**_object(_target(items, schema)), **items}
    choices = merged.get("anyOf")
    if not isinstance(choices, list):
        return merged
    told = [choice for choice in choices if isinstance(choice, dict)]
    others = [choice for choice in told if choice.get("type") != "null"]
    merged |= {"nullable": len(others) < len(told), "types": [one.get("type") for one in others]}
    if len(others) != 1:
        return merged
    return {**_without_choices(others[0], schema), **merged}


def _without_choices(choice: JsonObject, schema: Mapping[str, Any]) -> JsonObject:
    """Return a choice with what its reference says; choices inside it are not looked into."""
    return _resolved({key: value for key, value in choice.items() if key != "anyOf"}, schema)


def _target(setting: JsonObject, schema: Mapping[str, Any]) -> object:
    return _object(schema.get("$defs")).get(_text(setting.get("$ref")).rpartition("/")[2])


def _kind(told: JsonObject) -> FieldKind:
    match told.get("type"):
        case "string":
            return _kind_of_text(told)
        case "array":
            return _kind_of_list(_object(told.get("items")))
        case str() as name if name in _SIMPLE:
            return _SIMPLE[name]
        case _:
            return FieldKind.JSON


def _kind_of_text(told: JsonObject) -> FieldKind:
    if _words(told.get(COMMA_LIST)):
        return FieldKind.COMMA_LIST
    if _words(told.get("enum")):
        return FieldKind.CHOICE
    if told.get("format") == PAGE_RANGE:
        return FieldKind.PAGES
    return FieldKind.LONG_TEXT if (_length(told) or 0) > _LONG else FieldKind.TEXT


def _kind_of_list(items: JsonObject) -> FieldKind:
    if items.get("type") != "string":
        return FieldKind.JSON
    return FieldKind.CHOICES if _words(items.get("enum")) else FieldKind.WORDS


def _choices(told: JsonObject, kind: FieldKind) -> tuple[str, ...]:
    match kind:
        case FieldKind.COMMA_LIST:
            return _words(told.get(COMMA_LIST))
        case FieldKind.CHOICE:
            return _words(told.get("enum"))
        case FieldKind.CHOICES:
            return _words(_object(told.get("items")).get("enum"))
        case _:
            return ()


def _object(value: object) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _words(value: object) -> tuple[str, ...]:
    """Return a list of texts; empty for anything else."""
    is_words = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(dict.fromkeys(value)) if is_words and isinstance(value, list) else ()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and isinstance(value, int | float) else None


def _length(told: JsonObject) -> int | None:
    longest = _number(told.get("maxLength"))
    return int(longest) if longest is not None else None
