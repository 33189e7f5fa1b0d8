"""The fields that a schema asks for: values, and objects and lists of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lineup.contract.wire import JsonObject

Scalar = str | int | float | bool
"""A value that isn't an object, a list or null."""


class ValueType(StrEnum):
    """The types of a single value; `ANY` where a schema leaves it open or allows several."""

    STRING = "string"
    NUMBER = "number"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    ANY = "any"


@dataclass(frozen=True)
class ValueField:
    """A single value. `format`, `pattern` and `enum` are the schema's own words; empty where it has none."""

    name: str
    description: str = ""
    type: ValueType = ValueType.ANY
    format: str = ""
    pattern: str = ""
    enum: tuple[Scalar, ...] = ()


@dataclass(frozen=True)
class ObjectField:
    """Named fields."""

    name: str
    description: str = ""
    properties: "tuple[Field, ...]" = ()


@dataclass(frozen=True)
class ListField:
    """Any number of what `item` asks for; its name is that of the list."""

    name: str
    item: "Field"
    description: str = ""


Field = ValueField | ObjectField | ListField
"""Anything a schema may ask for."""


@dataclass(frozen=True)
class FieldSchema:
    """A schema as it was written, the fields it means, and sentences about what in it can't be followed."""

    definition: JsonObject
    root: ObjectField
    notes: tuple[str, ...] = ()

    @property
    def value_count(self) -> int:
        """How many single values the schema asks for; those of a list's items count once."""
        return sum(1 for _ in values_of(self.root))


def values_of(field: Field) -> Iterator[ValueField]:
    """Yield all single values in a field, those of a list's items once."""
    match field:
        case ValueField():
            yield field
        case ListField():
            yield from values_of(field.item)
        case ObjectField():
            for part in field.properties:
                yield from values_of(part)
