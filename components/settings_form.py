"""The form of a step's settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from components.json_field import edit_json
from components.json_text import is_same_json
from components.page_ranges import read_page_range
from components.run_options import draw_field_problem
from components.schema_table import draw_schema_table
from components.setting_fields import (
    FieldKind,
    SettingField,
    field_for,
    unknown_settings,
    with_value,
)
from components.setting_widgets import edit_value
from lineup.contract.wire import JsonObject

_TABLED = {"page_schema"}
"""Settings that are shown as a table of fields too."""

OTHERS = ""
"""The field, by its name, of all settings that have no field of their own."""

_OTHERS = SettingField(OTHERS, "Other settings", FieldKind.JSON, types=("object",))
_ALL = SettingField(
    OTHERS, "Settings", FieldKind.JSON, "The settings of the step as JSON.", types=("object",)
)


@dataclass(frozen=True)
class SettingsEdit:
    """Settings as they are typed, and the texts that can't be read yet, by their field."""

    settings: JsonObject
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FormNotes:
    """What a form is drawn beside: the settings that it began with, and what the server refused, by field."""

    opened: Mapping[str, object]
    refused: Mapping[str, str] = field(default_factory=dict)


def edit_settings(
    fields: Sequence[SettingField], edit: SettingsEdit, notes: FormNotes, *, key: str
) -> SettingsEdit:
    """Draw the fields, those that few need further down, and return what they say now."""
    usual = [each for each in fields if not each.is_seldom and not each.is_outdated]
    rest = [
        each
        for each in fields
        if each.is_seldom or (each.is_outdated and each.is_set(edit.settings))
    ]
    others = unknown_settings(list(fields), edit.settings)
    edit = _edit_fields(usual, edit, notes, key)
    if not fields:
        return _edit_others(_ALL, others, edit, notes, key)
    if not rest and not others:
        return edit
    names = {each.name for each in rest} | {OTHERS}
    is_open = bool(names & {*notes.refused, *edit.texts})
    with st.expander(more_label(rest, edit.settings, others), expanded=is_open):
        edit = _edit_fields(rest, edit, notes, key)
        if others or OTHERS in edit.texts:
            edit = _edit_others(_OTHERS, others, edit, notes, key)
    return edit


def more_label(rest: Sequence[SettingField], settings: JsonObject, others: JsonObject) -> str:
    """Return what stands on the part for settings that few need, and how many of them are set."""
    count = sum(1 for each in rest if each.is_set(settings)) + len(others)
    return f"More settings · {count} set" if count else "More settings"


def _edit_fields(
    fields: Sequence[SettingField], edit: SettingsEdit, notes: FormNotes, key: str
) -> SettingsEdit:
    """Draw the fields, switches side by side at the end."""
    shown = [field_for(each, edit.settings) for each in fields]
    for each in shown:
        if each.kind is not FieldKind.SWITCH:
            edit = _edit_field(each, edit, notes, key)
    switches = [each for each in shown if each.kind is FieldKind.SWITCH]
    if switches:
        with st.container(horizontal=True, gap="medium"):
            for each in switches:
                edit = _edit_field(each, edit, notes, key)
    return edit


def _edit_field(each: SettingField, edit: SettingsEdit, notes: FormNotes, key: str) -> SettingsEdit:
    value, unreadable = each.value(edit.settings), edit.texts.get(each.name)
    own = f"{key}-{each.name}-{each.kind.value}"
    if each.kind is FieldKind.JSON:
        typed = edit_json(each, value, unreadable, key=own)
        said, unreadable = typed.value, typed.unreadable
        if each.name in _TABLED:
            draw_schema_table(said)
    else:
        said = edit_value(each, value if unreadable is None else unreadable, key=own)
        unreadable = _unreadable_pages(said) if each.kind is FieldKind.PAGES else None
    if unreadable is None:
        draw_field_problem(notes.refused.get(each.name))
    return _with_field(each, edit, said, unreadable, notes)


def _with_field(
    each: SettingField,
    edit: SettingsEdit,
    said: object,
    unreadable: str | None,
    notes: FormNotes,
) -> SettingsEdit:
    texts = {name: text for name, text in edit.texts.items() if name != each.name}
    if unreadable is not None:
        return replace(edit, texts={**texts, each.name: unreadable})
    if is_same_json(said, each.value(edit.settings)):
        return replace(edit, texts=texts)
    return SettingsEdit(with_value(each, edit.settings, said, notes.opened), texts)


def _unreadable_pages(text: str | None) -> str | None:
    """Return the text if it is no range of pages, and say why; else say which pages it means."""
    reading = read_page_range(text or "", {})
    if reading.words:
        st.caption(reading.words)
    draw_field_problem(reading.problem)
    return text if reading.problem else None


def _edit_others(
    shown: SettingField, others: JsonObject, edit: SettingsEdit, notes: FormNotes, key: str
) -> SettingsEdit:
    """Draw the settings without a field of their own as one JSON object."""
    typed = edit_json(shown, others, edit.texts.get(OTHERS), key=f"{key}-others")
    texts = {name: text for name, text in edit.texts.items() if name != OTHERS}
    if typed.unreadable is not None:
        return replace(edit, texts={**texts, OTHERS: typed.unreadable})
    draw_field_problem(notes.refused.get(OTHERS))
    own = {name: value for name, value in edit.settings.items() if name not in others}
    said = typed.value or {}
    is_same = is_same_json(said, others)
    return SettingsEdit(edit.settings if is_same else {**own, **said}, texts)
