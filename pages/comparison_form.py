"""The form of a new comparison."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components.comparison_documents import Source, edit_keeping, sources_of
from components.comparison_form import FormState, draw_nothing_run, edit_name, suggested_name
from components.comparison_form import why_not as missing_of
from components.comparison_price import compare_label, unknown_text
from components.comparison_sides import count_problem, side_problems
from components.empty import draw_no_pipelines
from components.failure import plain
from components.formatting import count_text
from components.person import edit_person
from components.run_options import (
    OptionNotes,
    RunChoices,
    chosen_wire_options,
    draw_field_problem,
    edit_options_of_many,
)
from components.shell import draw_link, page_address
from lineup.comparing.pricing import price_of
from lineup.contract.extension import Capabilities
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace
from pages.comparison_documents import choose_documents, used_up
from pages.comparison_sides import choose_sides
from pages.pressing import show_problem
from state import presses, queries, rubrics, url
from state.comparison_changes import ComparisonStart, make_comparison
from state.comparison_sides import AMONG, SideChoice, side_rates
from state.connection import Connection
from state.documents import RunDocument
from state.person import person_name, tell_person_of
from state.presses import NEW, Press
from state.workspaces import OpenWorkspace

_KEY = "comparison"


@dataclass(frozen=True)
class _Kept:
    """Under what name the documents are kept together and with which tags, and what is wrong with that."""

    collection: str = ""
    tags: tuple[str, ...] = ()
    problem: str | None = None


def edit_comparison(
    connection: Connection, capabilities: Capabilities | None, opened: OpenWorkspace
) -> None:
    """Draw the form, and the button that starts what it says."""
    draw_link("← All comparisons", page_address("compare", {}))
    pipelines = queries.pipelines(connection)
    if not pipelines:
        draw_no_pipelines()
        return
    st.subheader("New comparison", anchor=False)
    sides = choose_sides(connection, pipelines)
    run = [side for side in sides if side.is_run]
    left, right = st.columns(2, gap="medium")
    with left:
        sources = sources_of(len(sides) - len(run), len(sides))
        source, chosen = choose_documents(opened.workspace, sources, sides, key=_KEY)
        kept = _choose_keeping(opened.workspace, chosen)
    if source is Source.BEFORE:
        run = []
    runnable = tuple(document for document in chosen if document.problem is None)
    with right:
        choices = _choose_options(connection, capabilities, runnable, run)
        name, person = _edit_names(sides)
    rates = side_rates(connection, capabilities, run, choices.processing_location)
    price = price_of([document.pages for document in runnable], choices.page_range, rates)
    start = ComparisonStart(
        name=name,
        sides=tuple(side.name for side in sides),
        documents=runnable,
        created_by=person,
        options=chosen_wire_options(choices),
        collection=kept.collection,
        tags=kept.tags,
        among=() if run else tuple(url.texts(AMONG)),
    )
    form = FormState(
        chosen=len(chosen),
        runnable=len(runnable),
        is_run=bool(run),
        person=person,
        sides_problem=_sides_problem(sides),
        has_problems=bool(choices.problems or kept.problem),
    )
    many = f" with {count_text(len(runnable), 'document')}" if runnable else ""
    make = partial(make_comparison, connection, opened.workspace, start)
    act = partial(used_up, _KEY, make)
    press = Press(NEW, f"Making the comparison{many}…", act)
    label = compare_label(len(runnable), len(run), price) if run else "Compare what was run"
    _offer(press, label, unknown_text(price), missing_of(form))


def _sides_problem(sides: Sequence[SideChoice]) -> str | None:
    marked = "Mend what is marked at the sides first." if side_problems(sides) else None
    return count_problem(len(sides)) or marked


def _choose_keeping(workspace: Workspace, documents: Sequence[RunDocument]) -> _Kept:
    """Draw what is kept of the documents, if the workspace can keep any: one at an address only its server fetches."""
    if not any(one.problem is None and one.kind != "web address" for one in documents):
        return _Kept()
    name, tags = edit_keeping(key=_KEY)
    problem = _taken(workspace, name) if name else None
    draw_field_problem(problem)
    return _Kept(name, tags, problem)


def _taken(workspace: Workspace, name: str) -> str | None:
    try:
        workspace.collections.get(name)
    except UnknownError:
        return None
    return f"There is a collection named {name} already: choose another name."


def _choose_options(
    connection: Connection,
    capabilities: Capabilities | None,
    documents: Sequence[RunDocument],
    run: Sequence[SideChoice],
) -> RunChoices:
    if not run:
        draw_nothing_run(len(url.texts(AMONG)))
        return RunChoices()
    notes = OptionNotes(
        page_counts={document.name: document.pages for document in documents},
        recorded_only=capabilities.recorded_only if capabilities else (),
        scored=rubrics.scored_steps(connection, [side.steps for side in run]),
    )
    return edit_options_of_many(notes, key=f"{_KEY}-option")


def _edit_names(sides: Sequence[SideChoice]) -> tuple[str, str]:
    left, right = st.columns(2, gap="medium")
    with left:
        name = edit_name(suggested_name(sides), key=f"{_KEY}-name")
    with right:
        edit_person(person_name(), key=f"{_KEY}-person", on_tell=tell_person_of)
    return name, person_name()


def _offer(press: Press, label: str, note: str, missing: str | None) -> None:
    show_problem(NEW)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(note), width="stretch")
        if missing:
            st.caption(missing, width="content")
        st.button(
            label,
            type="primary",
            icon=":material/compare_arrows:",
            disabled=missing is not None,
            key="compare",
            wrap=True,
            on_click=presses.request,
            args=(presses.press_number(), press),
        )
