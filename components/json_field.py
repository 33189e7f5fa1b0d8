"""A field for JSON, checked as it is typed: the place of the first mistake is told, and nothing typed is lost."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from components.json_text import is_same_json, json_text, read_json_text
from components.run_options import draw_field_problem
from components.setting_fields import SettingField
from components.setting_widgets import field_help, field_label

_LINE = 24
_LEAST, _MOST = 100, 420
"""Pixels of a line, and of the lowest and the highest field."""

_NAMES = {"object": "an object, { … }", "array": "a list, [ … ]", "string": "a text"}


@dataclass(frozen=True)
class Typed:
    """What a field says: its value, None for nothing, or the text that can't be read yet."""

    value: Any = None
    unreadable: str | None = None


def edit_json(field: SettingField, value: Any, unreadable: str | None, *, key: str) -> Typed:  # noqa: ANN401 (JSON)
    """Draw the field with what is set, or the text that couldn't be read, and what is wrong with it."""
    shown = _shown(value) if unreadable is None else unreadable
    typed = st.text_area(
        field_label(field), shown, key=key, help=field_help(field), height=text_height(shown)
    )
    text = typed or ""
    if not text.strip() and not field.is_required:
        return Typed()
    reading = read_json_text(text)
    problem = reading.problem or type_problem(field, reading.value)
    if problem is None:
        return Typed(value if is_same_json(reading.value, _read(value)) else reading.value)
    draw_field_problem(problem)
    if reading.excerpt:
        st.code(reading.excerpt, language=None)
    return Typed(unreadable=text)


def type_problem(field: SettingField, value: Any) -> str | None:  # noqa: ANN401 (JSON)
    """Return what is wrong with the type of a value; None where the field takes it, or doesn't say what it takes."""
    kinds = {"object": dict, "array": list, "string": str}
    if not field.types or any(name not in kinds for name in field.types):
        return None
    if (value is None and field.is_nullable) or any(
        isinstance(value, kinds[name]) for name in field.types
    ):
        return None
    return f"It must be {' or '.join(_NAMES[name] for name in field.types)}."


def text_height(text: str) -> int:
    """Return how high a field for the text is, in pixels."""
    return min(max((text.count("\n") + 3) * _LINE, _LEAST), _MOST)


def _shown(value: Any) -> str:  # noqa: ANN401 (JSON)
    return "" if value is None else json_text(value)


def _read(value: Any) -> Any:  # noqa: ANN401 (JSON)
    """Return what a value says that may be a text of JSON itself."""
    return read_json_text(_shown(value)).value if value is not None else None
