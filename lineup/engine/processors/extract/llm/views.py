"""A schema's fields as a language model is asked for them: a strict JSON Schema, and a list in words."""

from collections.abc import Iterable, Iterator
from typing import assert_never

from lineup.contract.wire import JsonObject
from lineup.engine.processors.extract.schema.fields import (
    Field,
    ListField,
    ObjectField,
    ValueField,
    ValueType,
)

MAX_TEXT = 500
"""The longest text of a value: without a limit a small model may fill its whole answer with one (field notes 6.3)."""

MAX_ITEMS = 200
"""The most items of a list in one answer."""

_MAX_DESCRIPTION = 300
_SCALARS = ["string", "number", "boolean"]
_IN_WORDS = {
    "date": "date as YYYY-MM-DD",
    "date-time": "date and time as YYYY-MM-DDThh:mm:ss",
    "time": "time as hh:mm",
}


def strict_schema(fields: Iterable[Field]) -> JsonObject:
    """Return a schema that the strict ways of all servers take: nothing optional, everything nullable, no references."""
    return _object({field.name: field for field in fields})


def fields_in_words(fields: Iterable[Field], indent: str = "") -> str:
    """Return a line for each field: its name, what it is, and what the schema says of it."""
    return "\n".join(_lines(fields, indent))


def _object(fields: dict[str, Field]) -> JsonObject:
    return {
        "type": "object",
        "properties": {name: _node(field) for name, field in fields.items()},
        "required": list(fields),
        "additionalProperties": False,
    }


def _node(field: Field) -> JsonObject:
    match field:
        case ValueField():
            return _value(field)
        case ObjectField():
            return _object({part.name: part for part in field.properties})
        case ListField():
            return {"type": "array", "items": _node(field.item)}
        case _:
            assert_never(field)


def _value(field: ValueField) -> JsonObject:
    types = _SCALARS if field.type is ValueType.ANY else [field.type.value]
    if field.enum:
        return {"enum": [*field.enum, None]}
    longest = {"maxLength": MAX_TEXT} if "string" in types else {}
    return {"type": [*types, "null"], **longest}


def _lines(fields: Iterable[Field], indent: str) -> Iterator[str]:
    for field in fields:
        about = " ".join(field.description.split())[:_MAX_DESCRIPTION]
        yield f"{indent}- {field.name} ({_kind(field)}){': ' if about else ''}{about}"
        yield from _lines(_parts(field), f"{indent}  ")


def _parts(field: Field) -> tuple[Field, ...]:
    match field:
        case ListField(item=item):
            return _parts(item)
        case ObjectField(properties=properties):
            return properties
        case ValueField():
            return ()
        case _:
            assert_never(field)


def _kind(field: Field) -> str:
    match field:
        case ListField():
            return f"list, each item: {_kind(field.item)}"
        case ObjectField():
            return "object"
        case ValueField(enum=enum) if enum:
            return f"one of {', '.join(map(str, enum))}"[:_MAX_DESCRIPTION]
        case ValueField():
            kind = "value" if field.type is ValueType.ANY else field.type.value
            return _IN_WORDS.get(field.format, kind)
        case _:
            assert_never(field)
