"""Which step, page, view and block of a result is looked at."""

from collections.abc import Sequence

import streamlit as st

from components.page_blocks import ResultPage, block_label, boxed_blocks, pages_note
from components.result_views import ResultView
from lineup.contract.executions import ExecutionStep
from lineup.contract.results import Block

_PAGINATION_WIDTH = 300
"""Pixels; left to itself beside its caption it has no room for a third page."""


def choose_step(steps: Sequence[ExecutionStep], *, key: str) -> int:
    """Draw the steps where there are several, and return the chosen one's index."""
    if len(steps) == 1:
        return steps[0].step_index
    names = {str(step.step_index): f"{step.step_index} {step.step_type}" for step in steps}
    chosen = st.segmented_control(
        "Step: " + ", ".join(names.values()),
        list(names),
        default=next(iter(names)),
        required=True,
        key=key,
        bind="query-params",
    )
    return int(chosen or steps[0].step_index)


def choose_view(*, key: str) -> ResultView:
    """Draw the views and return the chosen one."""
    chosen = st.segmented_control(
        "View",
        [view.value for view in ResultView],
        default=ResultView.RENDERED.value,
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return ResultView(chosen or ResultView.RENDERED)


def choose_page(pages: Sequence[ResultPage], page_count: int | None, *, key: str) -> ResultPage:
    """Draw which page is shown, with previous and next where there are several, and return it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        page = _turn_to(pages, key)
        st.caption(pages_note(pages, page, page_count), width="content")
    return page


def _turn_to(pages: Sequence[ResultPage], key: str) -> ResultPage:
    if len(pages) == 1:
        return pages[0]
    number = st.pagination(len(pages), width=_PAGINATION_WIDTH, key=key, bind="query-params")
    return pages[min(max(number, 1), len(pages)) - 1]


def choose_block(page: Block | None, *, key: str) -> str | None:
    """Draw the page's blocks and return the id of the one whose box is to be highlighted."""
    blocks = boxed_blocks(page) if page else []
    if not blocks:
        return None
    labels = {block.id or str(n): block_label(block, n) for n, block in enumerate(blocks, start=1)}
    return st.selectbox(
        "Block",
        list(labels),
        index=None,
        format_func=lambda name: labels[name],
        placeholder="Choose a block to see where it is",
        label_visibility="collapsed",
        key=key,
    )
