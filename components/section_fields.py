"""What each section of a document answered, one row a section: the merged step shows the surest of them alone."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components.fields_view import free_name, value_text
from components.formatting import ABSENT, pages_text
from components.step_names import cut_name
from lineup.contract.extractions import ExtractedField, read_extraction
from lineup.contract.results import StepResult

_MOST_COLUMNS, _MOST_SECTIONS = 20, 200
_MOST_SHOWN, _HEIGHT = 14, 520


def draw_section_fields(result: StepResult, fields: Sequence[ExtractedField]) -> None:
    """Draw the values of every section; nothing where the result is of no sections."""
    frame = section_fields_frame(result.sections, [field.name for field in fields])
    if frame.empty:
        return
    st.markdown("**Each section's own values**")
    st.dataframe(
        frame,
        hide_index=True,
        height="content" if len(frame) <= _MOST_SHOWN else _HEIGHT,
        alt="Each section's own values",
    )


def section_fields_frame(sections: Any, names: Sequence[str]) -> pd.DataFrame:  # noqa: ANN401 (JSON)
    """Return the sections as a table: name, pages, the value of each named field, and why one failed."""
    told = (
        [each for each in sections if isinstance(each, dict)] if isinstance(sections, list) else []
    )
    return pd.DataFrame([_row(section, names[:_MOST_COLUMNS]) for section in told[:_MOST_SECTIONS]])


def _row(section: dict[str, Any], names: Sequence[str]) -> dict[str, str]:
    found = read_extraction(section.get("extraction_schema_json"))
    values = {field.name: value_text(field.value) for field in found or ()}
    pages = section.get("pages")
    whole = [page for page in pages if isinstance(page, int)] if isinstance(pages, list) else []
    error = section.get("error")
    return {
        free_name("Section", names, "of the section"): cut_name(str(section.get("name") or "")),
        free_name("Pages", names, "of the section"): pages_text(whole),
        **({name: values.get(name, ABSENT) for name in names}),
        **({free_name("Error", names, "of the section"): value_text(error)} if error else {}),
    }
