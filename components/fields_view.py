"""The fields that a step extracted: value, level, and the place on the page that each was read from."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from components.failure import plain
from components.formatting import ABSENT, count_text
from components.limits import cut_text
from components.places import Place, cited_places, places_text
from components.result_facts import backend_text
from lineup.contract.extractions import ExtractedField
from lineup.contract.results import StepResult
from lineup.contract.wire import JsonObject

NO_CITATION = "no citation"
NOT_FOUND = "not found"
_LEVEL_SIGNS = {"high": "● high", "medium": "◐ medium", "low": "○ low"}
_MOST_CELL, _MOST_VALUE, _MOST_ROWS = 200, 2_000, 200
_MOST_SHOWN, _HEIGHT = 14, 520

OpenRow = Callable[[str, Sequence[Sequence[Place]]], None]
"""Opens the first of the places of the row chosen in the table of this key; the rows' places are these."""


@dataclass(frozen=True)
class FieldTable:
    """The items of a list as a table, with the places that each was read from."""

    name: str
    frame: pd.DataFrame
    places: tuple[tuple[Place, ...], ...]
    note: str | None = None


def draw_fields(
    fields: Sequence[ExtractedField], result: StepResult, *, on_open: OpenRow, key: str
) -> None:
    """Draw what answered, the fields, why the chosen one has its value, and each list as a table."""
    st.caption(answer_text(fields, result))
    if not fields:
        st.info("The schema asks for no field, so there is none to show.", icon=":material/info:")
        return
    st.caption("Choose a field to see its place on the page.")
    chosen = _draw_table(
        fields_frame(fields), [cited_places(f.citations) for f in fields], on_open, key
    )
    if chosen is not None and chosen < len(fields):
        st.markdown(field_text(fields[chosen]))
    for number, field in enumerate(field for field in fields if field.is_list):
        table = list_table(field)
        st.markdown(f"**{plain(table.name)}** · {count_text(len(table.places), 'row')}")
        if table.places:
            _draw_table(table.frame, table.places, on_open, f"{key}-list-{number}")
        if table.note:
            st.caption(f":material/content_cut: {table.note}")


def answer_text(fields: Sequence[ExtractedField], result: StepResult) -> str:
    """Return which backend answered, in which mode, and how many fields it found; of merged sections how many."""
    backend = plain(backend_text(result))
    found = sum(field.is_found for field in fields)
    sections = result.sections
    parts = [
        f"Answered by {backend}" if backend else "The server doesn't say which backend answered",
        f"mode {plain(str(result.extraction_mode))}" if result.extraction_mode else "",
        f"{found} of {count_text(len(fields), 'field')} found",
        f"merged from {count_text(len(sections), 'section')}"
        if isinstance(sections, list) and sections
        else "",
    ]
    return " · ".join(part for part in parts if part)


def fields_frame(fields: Sequence[ExtractedField]) -> pd.DataFrame:
    """Return the fields as a table of texts."""
    return pd.DataFrame(
        {
            "Field": [field.name for field in fields],
            "Value": [value_text(field.value) for field in fields],
            "Confidence": [level_text(field) for field in fields],
            "Page": [places_text(cited_places(field.citations)) or NO_CITATION for field in fields],
        }
    )


def value_text(value: Any) -> str:  # noqa: ANN401 (JSON)
    """Return a value on one line, as it is written in JSON but for the quotes."""
    if value is None:
        return NOT_FOUND
    if isinstance(value, list):
        return count_text(len(value), "row") if value else "no rows"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return cut_text(" ".join(text.split()), _MOST_CELL).text


def level_text(field: ExtractedField) -> str:
    """Return how sure a value is, as sign and word."""
    if not field.is_found or field.level is None:
        return ABSENT
    return _LEVEL_SIGNS.get(field.level, field.level)


def field_text(field: ExtractedField) -> str:
    """Return the chosen field in full, as markdown: its value, and why it is this one."""
    value = cut_text(
        value_text(field.value) if not isinstance(field.value, str) else field.value, _MOST_VALUE
    )
    lines = [
        f"**{plain(field.name)}** · {plain(value.text)}",
        f"Why: {plain(cut_text(field.reason, _MOST_VALUE).text)}" if field.reason else "",
        "" if field.citations else "Nothing says where it was read, so no place can be shown.",
    ]
    return "\n\n".join(line for line in lines if line)


def list_table(field: ExtractedField) -> FieldTable:
    """Return the items of a list field as a table; a long one is cut."""
    items = field.value if isinstance(field.value, list) else []
    shown = items[:_MOST_ROWS]
    rows = [_row(item) for item in shown]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    frame = pd.DataFrame({name: [row.get(name, ABSENT) for row in rows] for name in columns})
    places = tuple(tuple(cited_places(cited)) for cited in field.item_citations[:_MOST_ROWS])
    frame[free_name("Page", columns, "read on")] = [
        places_text(each) or NO_CITATION for each in places
    ]
    cut = f"Shows the first {len(shown):,} of {len(items):,} rows. The download has all of it."
    return FieldTable(field.name, frame, places, cut if len(items) > len(shown) else None)


def free_name(name: str, taken: Sequence[str], more: str) -> str:
    """Return the name of a column beside those that are taken, with more words where it is one of them."""
    return name if name not in taken else free_name(f"{name} {more}", taken, more)


def _row(item: object) -> dict[str, str]:
    if isinstance(item, dict):
        return {name: value_text(value) for name, value in _flat(item, "")}
    return {"Value": value_text(item)}


def _flat(item: JsonObject, above: str) -> Sequence[tuple[str, Any]]:
    """Return the values of an object and of those in it, by their paths."""
    flat: list[tuple[str, Any]] = []
    for name, value in item.items():
        flat += (
            _flat(value, f"{above}{name}.")
            if isinstance(value, dict)
            else [(f"{above}{name}", value)]
        )
    return flat


def _draw_table(
    frame: pd.DataFrame, places: Sequence[Sequence[Place]], on_open: OpenRow, key: str
) -> int | None:
    """Draw a table whose rows can be chosen, and return the chosen one's position."""
    event = st.dataframe(
        frame,
        hide_index=True,
        height="content" if len(frame) <= _MOST_SHOWN else _HEIGHT,
        key=key,
        selection_mode="single-row",
        on_select=lambda: on_open(key, places),
        alt="Fields",
    )
    rows = event.selection.rows
    return int(rows[0]) if rows else None
