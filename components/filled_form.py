"""A filled form: its page, which value stands where, and the file to take away."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.choice_words import told_apart
from components.downloads import document_stem
from components.formatting import ABSENT
from components.limits import cut_line, cut_text
from components.page_image import draw_no_page_image, draw_page_image
from lineup.contract.fill_results import FILLED, NOT_FOUND, FilledField, FillResult
from lineup.contract.results import Block

_LOOKS = {
    FILLED: "✔ filled",
    "cut": "▲ cut",
    "empty": "○ no value",
    NOT_FOUND: "✖ not found",
    "not_written": "✖ not written",
}
_MOST_VALUE = 300
_VALUE_WIDTH = 130
_MOST_LABEL = 60
_MIMES = {"pdf": "application/pdf", "png": "image/png"}


def draw_filled_page(
    jpeg: bytes | None,
    size: tuple[float, float] | None,
    fields: Sequence[FilledField],
    chosen: str | None,
) -> None:
    """Draw the page with the places of the values on it, and the chosen one's highlighted."""
    if jpeg is None:
        draw_no_page_image()
    else:
        draw_page_image(jpeg, None if size is None else page_of(size, fields), chosen)


def choose_field(fields: Sequence[FilledField], *, key: str) -> str | None:
    """Draw the values that stand on a page and return the key of the one whose place is to be highlighted."""
    placed = told_apart({each.key: field_label(each) for each in fields if each.bbox is not None})
    if not placed:
        return None
    return st.selectbox(
        "Field",
        list(placed),
        index=None,
        format_func=lambda name: placed[name],
        placeholder="Choose a field to see where it is",
        label_visibility="collapsed",
        key=key,
    )


def draw_filled_fields(fields: Sequence[FilledField]) -> None:
    """Draw a line for each value, those that need a look first, under how many were filled."""
    filled = sum(each.status in {FILLED, "cut"} for each in fields)
    st.markdown(f"**{filled} of {len(fields)} values filled**")
    st.dataframe(
        fields_frame(fields),
        hide_index=True,
        height="content",
        column_config={
            "Value": st.column_config.TextColumn(width=_VALUE_WIDTH),
        },
        alt="Values and what became of them",
    )


def draw_file_download(result: FillResult, content: bytes, document: str, *, key: str) -> None:
    """Draw the button that gives the filled file."""
    extension = result.extension
    st.download_button(
        f"Filled {extension.upper()}",
        content,
        file_name=f"{document_stem(document)}-filled.{extension}",
        mime=_MIMES[extension],
        icon=":material/download:",
        key=key,
        on_click="ignore",
    )


def draw_unreadable_file() -> None:
    """Draw that the server's file can't be read."""
    st.warning("The filled file can't be read: run the step again.", icon=":material/warning:")


def fields_frame(fields: Sequence[FilledField]) -> pd.DataFrame:
    """Return the values as a table: those that were not filled first, the others in their order; pages count from 1."""
    ordered = sorted(fields, key=lambda each: each.status == FILLED)
    return pd.DataFrame(
        {
            "Status": [status_text(each.status) for each in ordered],
            "Key": [each.key for each in ordered],
            "Value": [cut_text(each.value, _MOST_VALUE).text for each in ordered],
            "Field": [each.target or ABSENT for each in ordered],
            "Page": [ABSENT if each.page is None else str(each.page + 1) for each in ordered],
            "Sure": [
                ABSENT if each.confidence is None else f"{each.confidence:.0%}" for each in ordered
            ],
        }
    )


def status_text(status: str) -> str:
    """Return a status as a sign and a word; the server's own word where we don't know it."""
    return _LOOKS.get(status, f"? {status}")


def field_label(field: FilledField) -> str:
    """Return a value's name for people: `full_name · Ada Lovelace`."""
    return cut_line(f"{field.key} · {field.value}", _MOST_LABEL)


def page_of(size: tuple[float, float], fields: Sequence[FilledField]) -> Block:
    """Return the page with its values as blocks, for the drawing of their boxes."""
    blocks = [
        Block(id=each.key, block_type="Field", bbox=each.bbox)
        for each in fields
        if each.bbox is not None
    ]
    return Block(block_type="Page", bbox=(0.0, 0.0, *size), children=blocks)
