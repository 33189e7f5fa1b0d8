"""The result of a fill step: the filled form page by page, beside what became of each value."""

import streamlit as st

from components.downloads import draw_downloads
from components.filled_form import (
    choose_field,
    draw_file_download,
    draw_filled_fields,
    draw_filled_page,
    draw_unreadable_file,
)
from components.page_blocks import ResultPage
from components.result_choices import choose_page
from lineup.contract.executions import Execution
from lineup.contract.fill_results import FillResult
from lineup.contract.results import StepResult
from pages.evaluation import show_evaluation
from state.filled_forms import filled_page_count, filled_page_image
from state.selection import PAGE


def show_filled_form(
    execution: Execution, index: int, result: StepResult, filled: FillResult
) -> None:
    """Show the filled form, or that the server's file can't be read."""
    content = filled.content
    if content is None:
        draw_unreadable_file()
        draw_filled_fields(filled.fields)
        return
    left, right = st.columns(2, gap="medium")
    with left:
        pages = _show_page(execution, filled, content)
    with right:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown("**Filled form**", width="stretch")
            document = execution.document_name or execution.execution_id
            draw_file_download(filled, content, document, key="download-filled")
            draw_downloads(execution, index, result, key="downloads")
        draw_filled_fields(filled.fields)
        if result.evaluation is not None:
            show_evaluation(execution, index, result, pages)


def _show_page(execution: Execution, filled: FillResult, content: bytes) -> list[ResultPage]:
    """Show one page, and return all."""
    with st.spinner("Drawing the filled form…"):
        count = filled_page_count(content)
        pages = [ResultPage(number, number) for number in range(count)]
    page = choose_page(pages, count, key=PAGE)
    fields = [field for field in filled.fields if field.page == page.page_index]
    chosen = choose_field(fields, key=f"field-{execution.execution_id}-{page.position}")
    jpeg = filled_page_image(content, page.page_index)
    draw_filled_page(jpeg, filled.page_size(page.page_index), fields, chosen)
    return pages
