"""The widgets of a settings form, one for each kind of field; each returns what it says now."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from components.choice_words import told_apart
from components.failure import plain
from components.setting_fields import EXACT, FieldKind, SettingField

_FEW = 5
"""Up to so many choices are drawn side by side."""

_WRITTEN = {"html": "HTML", "json": "JSON", "iban": "IBAN"}


def edit_value(field: SettingField, value: Any, *, key: str) -> Any:  # noqa: ANN401 (JSON)
    """Draw the field and return its value; pages are returned as they are typed, and None is nothing."""
    return _WIDGETS[field.kind](field, value, key)


def choice_text(choice: str) -> str:
    """Return a choice's name for people: `Day first` for day_first."""
    return _WRITTEN.get(choice) or choice.replace("_", " ").replace("bboxes", "boxes").capitalize()


def field_label(field: SettingField) -> str:
    """Return the field's title as markdown."""
    return plain(field.title)


def field_help(field: SettingField) -> str | None:
    """Return what the field is about as markdown, None where nothing is said."""
    return plain(field.description) or None


def _edit_choice(field: SettingField, value: Any, key: str) -> Any:  # noqa: ANN401 (JSON)
    label, told = field_label(field), field_help(field)
    if len(field.choices) > _FEW:
        options = [None, *field.choices]
        words = _choice_words(options)
        return st.selectbox(
            label, options, options.index(value), words.__getitem__, key=key, help=told
        )
    return st.segmented_control(
        label,
        field.choices,
        default=value,
        required=value is not None and not field.is_nullable,
        format_func=_choice_words(field.choices).__getitem__,
        key=key,
        help=told,
        wrap=True,
    )


def _edit_switch(field: SettingField, value: Any, key: str) -> bool:  # noqa: ANN401 (JSON)
    return st.toggle(
        field_label(field), value=bool(value), key=key, help=field_help(field), wrap=True
    )


def _edit_whole_number(field: SettingField, value: Any, key: str) -> int | None:  # noqa: ANN401 (JSON)
    number = st.number_input(
        field_label(field),
        min_value=_bound(field.least, int),
        max_value=_bound(field.most, int),
        value=value,
        step=1,
        key=key,
        help=field_help(field),
        placeholder="not set",
    )
    return None if number is None else int(number)


def _edit_number(field: SettingField, value: Any, key: str) -> float | None:  # noqa: ANN401 (JSON)
    is_share = field.most is not None and field.most <= 1
    number = st.number_input(
        field_label(field),
        min_value=_bound(field.least, float),
        max_value=_bound(field.most, float),
        value=None if value is None else float(value),
        step=0.05 if is_share else 1.0,
        format="%.2f" if is_share else None,
        key=key,
        help=field_help(field),
        placeholder="not set",
    )
    return value if number == value else number  # 1 stays 1, and is not written as 1.0


def _edit_text(field: SettingField, value: Any, key: str) -> str | None:  # noqa: ANN401 (JSON)
    text = st.text_input(field_label(field), value or "", key=key, help=field_help(field))
    return _text_or_nothing(field, text)


def _edit_long_text(field: SettingField, value: Any, key: str) -> str | None:  # noqa: ANN401 (JSON)
    text = st.text_area(
        field_label(field), value or "", key=key, help=field_help(field), height=100
    )
    return _text_or_nothing(field, text)


def _edit_pages(field: SettingField, value: Any, key: str) -> str | None:  # noqa: ANN401 (JSON)
    text = st.text_input(
        field_label(field),
        value or "",
        key=key,
        help=field_help(field),
        placeholder="all, or 0-based such as 0,2-4",
        live=True,
    )
    return (text or "").strip() or None


def _edit_choices(field: SettingField, value: Any, key: str) -> list[str]:  # noqa: ANN401 (JSON)
    chosen = st.pills(
        field_label(field),
        field.choices,
        selection_mode="multi",
        default=value or [],
        format_func=_choice_words(field.choices).__getitem__,
        key=key,
        help=field_help(field),
        wrap=True,
    )
    return value if set(chosen) == set(value or []) else chosen


def _edit_words(field: SettingField, value: Any, key: str) -> list[str]:  # noqa: ANN401 (JSON)
    text = st.text_area(
        f"{field_label(field)}, one a line",
        "\n".join(value or []),
        key=key,
        help=field_help(field),
        height=100,
    )
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


_WIDGETS: Mapping[FieldKind, Callable[[SettingField, Any, str], Any]] = {
    FieldKind.CHOICE: _edit_choice,
    FieldKind.SWITCH: _edit_switch,
    FieldKind.WHOLE_NUMBER: _edit_whole_number,
    FieldKind.NUMBER: _edit_number,
    FieldKind.TEXT: _edit_text,
    FieldKind.LONG_TEXT: _edit_long_text,
    FieldKind.PAGES: _edit_pages,
    FieldKind.COMMA_LIST: _edit_choices,
    FieldKind.CHOICES: _edit_choices,
    FieldKind.WORDS: _edit_words,
}


def _choice_words(options: Iterable[str | None]) -> dict[str | None, str]:
    """Return the words of each choice; None is none of them."""
    return told_apart({each: "Not set" if each is None else choice_text(each) for each in options})


def _text_or_nothing(field: SettingField, text: str | None) -> str | None:
    """Return what was typed; nothing where an empty field says no more than one that isn't set."""
    is_nothing = not text and field.default is None and not field.is_required
    return None if is_nothing else text or ""


def _bound(bound: float | None, kind: type[int] | type[float]) -> Any:  # noqa: ANN401 (a number of the kind)
    return kind(bound) if bound is not None and abs(bound) <= EXACT else None
