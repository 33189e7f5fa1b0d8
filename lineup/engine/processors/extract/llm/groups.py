"""Which fields are asked together: values in groups, each list by itself, as it is gathered page by page."""

from collections.abc import Iterable
from dataclasses import dataclass

from lineup.engine.processors.extract.llm.passages import words_of
from lineup.engine.processors.extract.llm.views import fields_in_words
from lineup.engine.processors.extract.schema.fields import (
    Field,
    ListField,
    ObjectField,
    values_of,
)

MOST_VALUES = 25
"""How many values one question asks for; with more, small models lose some."""


@dataclass(frozen=True)
class FieldGroup:
    """Fields of the schema's top level; `is_gathered` means that the answers of all pages make one list."""

    fields: tuple[Field, ...]
    is_gathered: bool = False

    @property
    def query(self) -> list[str]:
        """The words by which the group's passages are found."""
        return words_of(fields_in_words(self.fields).replace("_", " "))


def groups_of(root: ObjectField) -> list[FieldGroup]:
    """Return the fields of the top level in groups."""
    lists = [field for field in root.properties if _has_items(field)]
    values = [field for field in root.properties if not _has_items(field)]
    gathered = [FieldGroup((field,), is_gathered=isinstance(field, ListField)) for field in lists]
    return [*(FieldGroup(tuple(group)) for group in _batches(values)), *gathered]


def _has_items(field: Field) -> bool:
    """Whether answers may be long: a list of objects, or anything that holds a list."""
    match field:
        case ListField():
            return True
        case ObjectField(properties=properties):
            return any(_has_items(part) for part in properties)
        case _:
            return False


def _batches(fields: Iterable[Field]) -> list[list[Field]]:
    batches: list[list[Field]] = []
    count = 0
    for field in fields:
        size = sum(1 for _ in values_of(field))
        if not batches or count + size > MOST_VALUES:
            batches.append([])
            count = 0
        batches[-1].append(field)
        count += size
    return batches
