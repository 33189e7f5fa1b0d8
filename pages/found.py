"""What a step found in a document: its fields or its segments, and the way from each to its place on the page."""

from collections.abc import Sequence

import streamlit as st

from components.fields_view import draw_fields
from components.page_blocks import ResultPage
from components.places import Place
from components.section_fields import draw_section_fields
from components.segments_view import draw_segments
from lineup.contract.executions import Execution
from lineup.contract.extractions import read_extraction
from lineup.contract.results import StepResult
from lineup.contract.segments import read_segmentation
from pages.evaluation import block_key
from state.selection import chosen_row, show_place


def show_fields(
    execution: Execution, step_index: int, result: StepResult, pages: Sequence[ResultPage]
) -> None:
    """Show the step's fields, or that there are none."""
    fields = read_extraction(result.extraction_schema_json)
    if fields is None:
        st.info("This step's result has no fields that can be read.", icon=":material/info:")
        return

    def open_row(key: str, places: Sequence[Sequence[Place]]) -> None:
        row = chosen_row(key)
        if row is not None and row < len(places) and places[row]:
            _open(execution, pages, places[row][0])

    key = f"fields-{execution.execution_id}-{step_index}"
    draw_fields(fields, result, on_open=open_row, key=key)
    draw_section_fields(result, fields)


def show_segments(
    execution: Execution,
    step_index: int,
    result: StepResult,
    pages: Sequence[ResultPage],
    page: ResultPage,
) -> None:
    """Show the step's segments, or that there are none."""
    segmentation = read_segmentation(result.segmentation_results)
    if segmentation is None:
        st.info("This step's result has no segments that can be read.", icon=":material/info:")
        return

    def open_row(key: str, places: Sequence[Place]) -> None:
        row = chosen_row(key)
        if row is not None and row < len(places):
            _open(execution, pages, places[row])

    key = f"segments-{execution.execution_id}-{step_index}"
    draw_segments(segmentation, page.page_index, on_open=open_row, key=key)


def _open(execution: Execution, pages: Sequence[ResultPage], place: Place) -> None:
    page = next((page for page in pages if page.page_index == place.page), None)
    if page is not None:
        show_place(page, place.block_id, block_key(execution.execution_id, page))
