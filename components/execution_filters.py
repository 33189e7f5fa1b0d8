"""Which executions to list, and in which order."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from components.choice_words import told_apart
from components.formatting import version_text
from components.statuses import execution_look
from lineup.contract.extension import MAX_SEARCH, ExecutionSort
from lineup.contract.pipelines import Pipeline
from lineup.contract.statuses import ExecutionStatus
from state.filters import STATUSES, ExecutionFilters


def edit_filters(
    current: ExecutionFilters,
    pipelines: Sequence[Pipeline],
    versions: Sequence[int],
    sorts: Sequence[ExecutionSort],
    *,
    key: str,
) -> ExecutionFilters:
    """Draw the filters as they are and return them as they were set; `sorts` are the orders that the server has."""
    places = st.columns([3, 3, 1.5, 3, 2])
    status_place, pipeline_place, version_place, search_place, sort_place = places
    with status_place:
        status = _choose_status(current.status, f"{key}-status")
    with pipeline_place:
        pipeline_id = choose_pipeline_filter(pipelines, current.pipeline_id, key=f"{key}-pipeline")
    with version_place:
        version = _choose_version(versions, current.version, f"{key}-version")
    with search_place:
        search = _edit_search(current.search, f"{key}-search")
    with sort_place:
        sort = _choose_sort(sorts, current.sort, f"{key}-sort")
    chosen = ExecutionFilters(status, pipeline_id, version, search, sort)
    is_other = pipeline_id != current.pipeline_id
    return replace(chosen, version=None) if is_other else chosen


def choose_pipeline_filter(
    pipelines: Sequence[Pipeline], chosen: str | None, *, key: str
) -> str | None:
    """Draw the pipelines and return the id of the one chosen; None is all of them."""
    titles = {pipeline.pipeline_id: pipeline.title for pipeline in pipelines}
    if chosen:
        titles.setdefault(chosen, chosen)
    ids, words = list(titles), told_apart(titles)
    return st.selectbox(
        "Pipeline",
        ids,
        index=ids.index(chosen) if chosen else None,
        format_func=lambda each: words[each],
        placeholder="All pipelines",
        key=key,
    )


def _choose_status(chosen: tuple[str, ...], key: str) -> tuple[str, ...]:
    picked = st.multiselect(
        "Status",
        STATUSES,
        default=[status for status in chosen if status in STATUSES],
        format_func=lambda status: execution_look(ExecutionStatus(status)).text,
        placeholder="All",
        key=key,
    )
    return tuple(picked)


def _choose_version(versions: Sequence[int], chosen: int | None, key: str) -> int | None:
    numbers = list(dict.fromkeys([*versions, *([] if chosen is None else [chosen])]))
    return st.selectbox(
        "Version",
        numbers,
        index=None if chosen is None else numbers.index(chosen),
        format_func=version_text,
        placeholder="All",
        disabled=not numbers,
        help="Choose a pipeline first." if not numbers else None,
        key=key,
    )


def _choose_sort(sorts: Sequence[ExecutionSort], chosen: ExecutionSort, key: str) -> ExecutionSort:
    if not sorts:
        return chosen
    index = list(sorts).index(chosen)
    return st.selectbox("Sort", sorts, index=index, format_func=sort_text, key=key)


def sort_text(sort: ExecutionSort) -> str:
    """Return an order's name for people."""
    return _SORT_TEXTS[sort]


_SORT_TEXTS = {
    ExecutionSort.NEWEST: "Newest first",
    ExecutionSort.OLDEST: "Oldest first",
    ExecutionSort.LONGEST: "Longest first",
    ExecutionSort.SHORTEST: "Shortest first",
    ExecutionSort.MOST_PAGES: "Most pages first",
    ExecutionSort.FEWEST_PAGES: "Fewest pages first",
    ExecutionSort.DEAREST: "Highest cost first",
    ExecutionSort.CHEAPEST: "Lowest cost first",
    ExecutionSort.DOCUMENT: "Document A to Z",
    ExecutionSort.DOCUMENT_REVERSED: "Document Z to A",
}


def _edit_search(text: str, key: str) -> str:
    typed = st.text_input(
        "Search",
        value=text,
        type="search",
        max_chars=MAX_SEARCH,
        placeholder="Document, pipeline, id or error",
        icon=":material/search:",
        key=key,
    )
    return (typed or "").strip()
