"""The result of an execution's step: the page's image beside a view of it."""

from collections.abc import Sequence

import streamlit as st

from components.downloads import draw_downloads
from components.failure import draw_failure
from components.page_blocks import ResultPage, result_pages
from components.page_image import draw_no_page_image, draw_page_image
from components.result_choices import (
    choose_block,
    choose_of_many,
    choose_page,
    choose_step,
    choose_view,
    has_many,
)
from components.result_facts import draw_result_facts
from components.result_views import ResultView, draw_result_view, views_of
from components.result_warnings import draw_result_warnings
from components.step_names import step_names
from lineup.client import ClientError
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.fill_results import fill_result
from lineup.contract.results import StepResult
from pages.deletion import show_deleted, show_deletion
from pages.evaluation import block_key, show_evaluation
from pages.filled_form import show_filled_form
from pages.found import show_fields, show_segments
from state import executions, queries, url
from state.connection import Connection
from state.selection import PAGE

_STEP = "step"
IMAGE_WIDTH = 1_000
"""How wide page images are asked for, in pixels."""


def show_result(connection: Connection, execution: Execution) -> None:
    """Show the chosen step's result, or that it was deleted; nothing where no step has one, whose failures stand above."""
    finished = executions.steps_with_result(execution)
    if not finished or show_deleted(connection, execution):
        return
    index = _chosen_step(finished, execution)
    try:
        with st.spinner("Fetching the result…"):
            result = executions.get_step_result(connection, execution, index)
    except ClientError as error:
        draw_failure(error, retry_key="retry-result")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(width="stretch"):
            draw_result_facts(result)
        show_deletion(connection, execution)
    draw_result_warnings(result)
    filled = fill_result(result)
    if filled is None:
        _show_pages(connection, execution, index, result)
    else:
        show_filled_form(execution, index, result, filled)


def _chosen_step(finished: Sequence[ExecutionStep], execution: Execution) -> int:
    """Show which step's result is looked at, of many in a list; the choice is put into the address."""
    choose = choose_of_many if has_many(finished) else choose_step
    return choose(
        finished,
        step_names(execution.steps),
        chosen=url.number(_STEP),
        key=f"shown-step-{execution.execution_id}-{url.revision(_STEP)}",
        on_choose=lambda index: url.put(**{_STEP: str(index)}),
    )


def _show_pages(
    connection: Connection, execution: Execution, index: int, result: StepResult
) -> None:
    pages = result_pages(result)
    left, right = st.columns(2, gap="medium")
    with left:
        page = choose_page(pages, result.page_count, key=PAGE)
        chosen = choose_block(page.block, key=block_key(execution.execution_id, page))
        _show_image(connection, _lookup_key(execution), page, chosen)
    with right:
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width="stretch"):
                views = views_of(result)
                view = choose_view(views, key=_view_key(views))
            draw_downloads(execution, index, result, key="downloads")
        match view:
            case ResultView.EVALUATION:
                show_evaluation(execution, index, result, pages)
            case ResultView.FIELDS:
                show_fields(execution, index, result, pages)
            case ResultView.SEGMENTS:
                show_segments(execution, index, result, pages, page)
            case _:
                draw_result_view(view, result, page)


def _view_key(views: Sequence[ResultView]) -> str:
    """Return the key of the choice: one for each set of views, so that going to another step keeps none that it lacks."""
    first = views[0]
    return "view" if first is ResultView.RENDERED else f"{first.value.lower()}_view"


def _show_image(
    connection: Connection, lookup_key: str | None, page: ResultPage, chosen: str | None
) -> None:
    """Show the page's image; one that the server hasn't got is no failure of the page."""
    jpeg = _page_image(connection, lookup_key, page.page_index)
    if jpeg is None:
        draw_no_page_image()
    else:
        draw_page_image(jpeg, page.block, chosen)


def _page_image(connection: Connection, lookup_key: str | None, page_index: int) -> bytes | None:
    if lookup_key is None:
        return None
    try:
        return queries.page_image(connection, lookup_key, page_index, IMAGE_WIDTH)
    except ClientError:
        return None


def _lookup_key(execution: Execution) -> str | None:
    """Return what page images are asked for by: the convert step's key (contract §1.5)."""
    return next((step.lookup_key for step in execution.steps if step.lookup_key), None)
