"""Which step, page, view and block of a result is looked at."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.page_blocks import ResultPage, block_label, boxed_blocks, pages_note
from components.result_views import ResultView
from components.step_names import in_reading_order
from lineup.contract.executions import ExecutionStep
from lineup.contract.results import Block

_MOST_BUTTONS = 5
_PAGINATION_WIDTH = 300
"""Pixels; left to itself beside its caption it has no room for a third page."""


def choose_step(
    steps: Sequence[ExecutionStep],
    names: Mapping[int, str],
    *,
    chosen: int | None,
    key: str,
    on_choose: Callable[[int], None],
) -> int:
    """Draw the steps as buttons where there are several, the chosen one first pressed, and return the pressed one's index.

    `names` are those of all steps; `on_choose` is called with the index of another one before the page runs again.
    """
    indices = [step.step_index for step in steps]
    if len(indices) == 1:
        return indices[0]
    pressed = st.segmented_control(
        "Step",
        indices,
        default=chosen if chosen in indices else indices[0],
        required=True,
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: on_choose(int(st.session_state[key])),
    )
    return indices[0] if pressed is None else pressed


def has_many(steps: Sequence[ExecutionStep]) -> bool:
    """Whether the steps are too many for buttons, or have names that buttons have no room for."""
    return len(steps) > _MOST_BUTTONS or any(step.section is not None for step in steps)


def choose_of_many(
    steps: Sequence[ExecutionStep],
    names: Mapping[int, str],
    *,
    chosen: int | None,
    key: str,
    on_choose: Callable[[int], None],
) -> int:
    """Draw the steps as a list, the chosen one first selected, and return the one that is selected.

    `names` are those of all steps; `on_choose` is called with the index of another one before the page runs again.
    """
    indices = [step.step_index for step in in_reading_order(steps)]
    return st.selectbox(
        "Step",
        indices,
        index=indices.index(chosen) if chosen in indices else 0,
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: on_choose(int(st.session_state[key])),
    )


def choose_view(views: Sequence[ResultView], *, key: str) -> ResultView:
    """Draw the views, the first chosen to begin with, and return the chosen one."""
    chosen = st.segmented_control(
        "View",
        [view.value for view in views],
        default=views[0].value,
        required=True,
        key=key,
        bind="query-params",
        label_visibility="collapsed",
    )
    return ResultView(chosen or views[0])


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
