"""The fields of a form for a step's settings, and the values that they show and write."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from components.json_text import is_same_json
from lineup.contract.wire import JsonObject


class FieldKind(StrEnum):
    """How a setting is edited."""

    CHOICE = "choice"
    SWITCH = "switch"
    WHOLE_NUMBER = "whole number"
    NUMBER = "number"
    TEXT = "text"
    LONG_TEXT = "long text"
    PAGES = "pages"
    COMMA_LIST = "comma list"
    CHOICES = "choices"
    WORDS = "words"
    JSON = "json"


_LISTS = {FieldKind.COMMA_LIST, FieldKind.CHOICES, FieldKind.WORDS}
_NUMBERS = {FieldKind.WHOLE_NUMBER, FieldKind.NUMBER}


EXACT = 2**53 - 1
"""The largest number that a browser holds exactly."""


@dataclass(frozen=True)
class SettingField:
    """One setting: its name and the other ones it is read by, how it is edited, and what holds where it isn't set.

    `choices` are those of a choice, of choices and of a comma list; `least` and `most` bound a number, `longest` a text;
    `types` are the JSON types that are taken, any without one.
    """

    name: str
    title: str
    kind: FieldKind
    description: str = ""
    default: Any = None
    also: tuple[str, ...] = ()
    is_required: bool = False
    is_nullable: bool = False
    is_seldom: bool = False
    is_outdated: bool = False
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    longest: int | None = None
    types: tuple[str, ...] = ()
    examples: tuple[Any, ...] = ()

    def written_name(self, settings: Mapping[str, Any]) -> str:
        """Return the name by which the settings have it, its first one where they don't."""
        return next((name for name in (self.name, *self.also) if name in settings), self.name)

    def is_set(self, settings: Mapping[str, Any]) -> bool:
        """Whether the settings say anything of it."""
        return self.written_name(settings) in settings

    def value(self, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 (JSON)
        """Return what holds: what is set, else the default; lists as lists, also where a text of them is set."""
        value = settings.get(self.written_name(settings), self.default)
        if self.kind in {FieldKind.CHOICES, FieldKind.COMMA_LIST} and isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value


def field_for(field: SettingField, settings: Mapping[str, Any]) -> SettingField:
    """Return the field as it can show what is set: a value that doesn't fit its kind is edited as JSON."""
    return field if _fits(field, field.value(settings)) else replace(field, kind=FieldKind.JSON)


def with_value(
    field: SettingField,
    settings: JsonObject,
    value: Any,  # noqa: ANN401 (JSON)
    opened: Mapping[str, Any],
) -> JsonObject:
    """Return the settings with a field's new value.

    One that is back at its default leaves the settings, unless they said it when they were opened: then nothing would
    have changed.
    """
    name = field.written_name(settings)
    written = ",".join(value) if field.kind is FieldKind.COMMA_LIST else value
    is_silent = (written is None or is_same_json(written, field.default)) and name not in opened
    if is_silent or (written is None and opened.get(name) is not None):
        return {key: kept for key, kept in settings.items() if key != name}
    return {**settings, name: written}


def unknown_settings(fields: list[SettingField], settings: JsonObject) -> JsonObject:
    """Return the settings that no field edits."""
    names = {name for field in fields for name in (field.name, *field.also)}
    return {name: value for name, value in settings.items() if name not in names}


def _fits(field: SettingField, value: Any) -> bool:  # noqa: ANN401 (JSON)
    """Whether the field's own widget can show the value."""
    if value is None or field.kind is FieldKind.JSON:
        return field.kind is FieldKind.JSON or not field.is_required
    if field.kind is FieldKind.CHOICE:
        return value in field.choices
    if field.kind in _LISTS:
        return _is_list(field, value)
    if field.kind in _NUMBERS:
        return _is_number(field, value)
    return isinstance(value, bool if field.kind is FieldKind.SWITCH else str)


def _is_list(field: SettingField, value: object) -> bool:
    """Whether the value is a list of words, of the field's choices where it has any."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return False
    return field.kind is FieldKind.WORDS or all(each in field.choices for each in value)


def _is_number(field: SettingField, value: object) -> bool:
    """Whether the value is a number within the field's bounds, a whole one where that is asked for."""
    kinds = int if field.kind is FieldKind.WHOLE_NUMBER else int | float
    if isinstance(value, bool) or not isinstance(value, kinds):
        return False
    is_enough = field.least is None or value >= field.least
    is_exact = abs(value) <= EXACT  # a browser rounds what is larger
    return is_exact and is_enough and (field.most is None or value <= field.most)
