"""The documents of a comparison as a table: what each side made of them, and how much differs."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.formatting import ABSENT, duration_text, money_text
from components.group_words import kinds_text
from lineup.compare.sides import FEWEST, Standing
from lineup.comparing.grid_model import GridCell, GridRow
from lineup.comparing.letters import letter_of
from lineup.comparing.numbers import number_text, rounded

OnOpen = Callable[[str, Sequence[str]], None]
"""Called with the table's key and the documents' keys as they were drawn: a selection itself is only a position."""

_MOST_ROWS, _MOST_ROWS_BESIDE = 16, 8
"""How many rows are in sight at once, without and with an open document below them."""

_ROW, _HEAD = 35, 37
"""Pixels of a row and of the head."""

_PERCENT = " %"
_OPEN_SIGN = "◂ open"


def draw_grid(rows: Sequence[GridRow], document: str, *, key: str, on_open: OnOpen) -> None:
    """Draw the documents; choosing one calls back. Above an open one the table is short, so that what is open is in sight."""
    keys = [row.key for row in rows]
    opened = [(keys.index(document), "Document")] if document in keys else []
    most = _MOST_ROWS_BESIDE if document else _MOST_ROWS
    st.dataframe(
        grid_frame(rows, document),
        hide_index=True,
        height=min(len(rows), most) * _ROW + _HEAD,
        row_height=_ROW,
        column_config=_columns(rows),
        key=key,
        selection_mode="single-cell",
        selection_default={"selection": {"rows": [], "columns": [], "cells": opened}},
        on_select=lambda: on_open(key, keys),
        alt="Documents",
    )


def grid_frame(rows: Sequence[GridRow], document: str) -> pd.DataFrame:
    """Return the documents as a table, without columns that would be empty; the figures of all sides share a cell."""
    sides = len(rows[0].cells) if rows else 0
    frame: dict[str, list[str]] = {
        "Document": [row.name for row in rows],
        "Open": [_OPEN_SIGN if row.key == document else "" for row in rows],
    }
    for at in range(sides):
        frame[letter_of(at)] = [status_text(row.cells[at]) for row in rows]
    frame["Differences"] = [differences_text(row) for row in rows]
    frame["Judged"] = [judged_text(row) for row in rows]
    frame[f"Agreement {_names(1, sides)}"] = [
        _shares(cell.agreement for cell in row.cells[1:]) for row in rows
    ]
    every = _names(0, sides)
    frame[f"Accuracy {every}"] = [_shares(cell.accuracy for cell in row.cells) for row in rows]
    frame[f"Cost {every}"] = [_joined(money_text(cell.cents) for cell in row.cells) for row in rows]
    frame[f"Time {every}"] = [
        _joined(duration_text(cell.seconds) for cell in row.cells) for row in rows
    ]
    return pd.DataFrame({name: told for name, told in frame.items() if any(told)})


def status_text(cell: GridCell) -> str:
    """Return what became of a document on a side: a sign, and a word unless all is as it should be."""
    match cell.standing:
        case Standing.COMPARED:
            return "✔ cached" if cell.is_cached else "✔"
        case Standing.FAILED:
            return "✖ failed"
        case Standing.EMPTY:
            return "✖ empty"
        case Standing.RUNNING:
            return "◐ running"
        case _:
            return "○ waiting" if cell.is_open else "✖ no result"


def differences_text(row: GridRow) -> str:
    """Return `7 · 3 fields, 4 text`; a document that can't be compared has none to count."""
    if sum(cell.has_result for cell in row.cells) < FEWEST:
        return ABSENT
    if not row.differences:
        return f"none · {row.of_form:,} of form" if row.of_form else "none"
    return f"{row.differences:,} · {kinds_text(row.kinds)}"


def judged_text(row: GridRow) -> str:
    """Return `2 of 7`; empty where there is nothing to judge."""
    if not row.differences:
        return ""
    return "✔ all" if row.judged >= row.differences else f"{row.judged:,} of {row.differences:,}"


def _joined(values: Iterable[str]) -> str:
    """Return the sides' figures; empty where none is known."""
    told = list(values)
    if set(told) == {ABSENT}:
        return ""
    return " · ".join(told)


def _shares(shares: Iterable[float | None]) -> str:
    """Return the sides' shares with one percent sign: `88.89 · 94.44 %`."""
    told = [
        number_text(rounded(share, "share"), "share").removesuffix(_PERCENT) for share in shares
    ]
    joined = _joined(told)
    return f"{joined}{_PERCENT}" if joined else ""


def _names(first: int, sides: int) -> str:
    return " · ".join(letter_of(at) for at in range(first, sides))


def _columns(rows: Sequence[GridRow]) -> dict[str, Any]:
    sides = len(rows[0].cells) if rows else 0
    text = st.column_config.TextColumn
    return {
        "Document": text(width="medium"),
        "Open": text("", width=60),
        **{letter_of(at): text(width=90) for at in range(sides)},
        "Differences": text(width="medium"),
        "Judged": text(width=80),
    }
