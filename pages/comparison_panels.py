"""What an open comparison is added to, or published from, in a panel that the URL opens."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.comparison_documents import Source, edit_collection
from components.comparison_price import priced, unknown_text
from components.comparison_publishing import edit_publishing, evidence_text
from components.comparison_sides import edit_past, edit_side
from components.failure import plain
from components.formatting import count_text
from components.run_options import draw_field_problem
from components.shell import page_address
from lineup.compare.sides import MOST
from lineup.comparing.letters import letter_of
from lineup.comparing.pricing import Price, price_of
from lineup.contract.page_ranges import PageRange, PageRangeError, parse_page_range
from lineup.workspace.opening import Workspace
from pages.comparison_documents import choose_documents, used_up
from pages.comparison_sides import execution_in
from pages.comparison_tokens import DO, Sides
from state import comparison_changes, presses, queries, url
from state.browser import full_address
from state.comparison_sides import (
    VERSION,
    SideChoice,
    read_sides,
    read_stored,
    side_name,
    side_rates,
)
from state.comparison_suggestions import is_among, suggest_side
from state.comparison_view import COMPARISON
from state.connection import Connection
from state.presses import Done, Press

_SOURCES = tuple(one for one in Source if one not in {Source.SAME, Source.BEFORE})

_ADDED = "added"

_CLOSED = dict.fromkeys((DO, VERSION, "source", "sample", "collection"))


def show_panel(connection: Connection, workspace: Workspace, sides: Sides) -> None:
    """Show the panel that the URL opens; none if it opens none."""
    panel = url.text(DO)
    if panel == "documents":
        with st.container(border=True):
            _add_documents(connection, workspace, sides)
    elif panel == "side" and len(sides.stored.sides) < MOST:
        with st.container(border=True):
            _add_side(connection, workspace, sides)
    elif panel == "publish" and sides.publishable:
        with st.container(border=True):
            _publish(connection, workspace, sides)


def _add_documents(connection: Connection, workspace: Workspace, sides: Sides) -> None:
    _, chosen = choose_documents(workspace, _SOURCES, [], key=_ADDED)
    runnable = [document for document in chosen if document.problem is None]
    names = [
        side_name(side.pipeline_id, side.version)
        for side in sides.stored.sides
        if side.version is not None
    ]
    run = read_sides(connection, names)
    price = _price(connection, sides, [document.pages for document in runnable], run)
    label = f"Add {count_text(len(runnable), 'document')}" if runnable else "Add documents"
    add = partial(comparison_changes.add_documents, workspace, sides.stored.comparison_id, runnable)
    act = partial(used_up, _ADDED, add)
    _offer(sides, priced(label, price), unknown_text(price), act, is_possible=bool(runnable))
    known = len({cell.document.key for cell in sides.cells})
    name = edit_collection(known, key="collection")
    if name is not None:
        act = partial(
            comparison_changes.save_collection, workspace, sides.stored.comparison_id, name
        )
        presses.request(presses.press_number(), Press(sides.stored.comparison_id, "Saving…", act))
        st.rerun()


def _add_side(connection: Connection, workspace: Workspace, sides: Sides) -> None:
    stored = sides.stored.sides
    known = read_stored(connection, stored)
    name = url.text(VERSION) or suggest_side(
        connection, known, {side.config_hash for side in stored}
    )
    if name is None:
        st.markdown("There is no other version to add.")
        return
    side = read_sides(connection, [name])[0]
    letter = letter_of(len(stored))
    key = f"added-{url.revision(VERSION)}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        chosen = edit_side(side, f"**{letter}**", queries.pipelines(connection), key=key)
        typed = edit_past(key=f"{key}-other")
    other = execution_in(typed) or chosen
    if other != name:
        url.go(**{VERSION: other})
    problem = side.problem
    if problem is None and is_among(side, stored):
        problem = "This side is in the comparison already: choose another one."
    draw_field_problem(problem)
    price = _price(connection, sides, _page_counts(workspace, sides), [side])
    act = partial(
        comparison_changes.add_side, connection, workspace, sides.stored.comparison_id, name,
        _narrowed(sides),
    )  # fmt: skip
    label = priced(f"Add {side.label} as {letter}", price)
    _offer(sides, label, unknown_text(price), act, is_possible=problem is None)


def _publish(connection: Connection, workspace: Workspace, sides: Sides) -> None:
    address = full_address(page_address("compare", {COMPARISON: sides.stored.comparison_id}))
    side, description = edit_publishing(
        sides.publishable, evidence_text(sides.stored.name, address), key="publish"
    )
    act = partial(
        comparison_changes.publish, connection, workspace, sides.stored.comparison_id, side.key,
        description,
    )  # fmt: skip
    note = "The next version of the pipeline, which is active from then on."
    _offer(sides, f"Publish {side.label}", note, act, is_possible=True)


def _offer(sides: Sides, label: str, note: str, act: "partial[Done]", *, is_possible: bool) -> None:
    press = Press(sides.stored.comparison_id, f"{label}…", act)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(plain(note), width="stretch")
        st.button("Close", key="panel-close", on_click=url.put, kwargs=_CLOSED)
        st.button(
            plain(label),
            type="primary",
            key="panel-do",
            wrap=True,
            disabled=not is_possible,
            on_click=presses.request,
            args=(presses.press_number(), press),
        )


def _price(
    connection: Connection,
    sides: Sides,
    page_counts: Sequence[int | None],
    run: Sequence[SideChoice],
) -> Price:
    options = sides.stored.options
    location = str(options.get("processing_location") or "") or None
    rates = side_rates(connection, queries.capabilities(connection), run, location)
    return price_of(page_counts, _page_range(str(options.get("page_range") or "")), rates)


def _page_range(text: str) -> PageRange | None:
    try:
        return parse_page_range(text) if text else None
    except PageRangeError:
        return None


def _page_counts(workspace: Workspace, sides: Sides) -> list[int | None]:
    keys = list(dict.fromkeys(cell.document.key for cell in sides.cells))
    pages = {one.sha256: one.pages for one in workspace.documents.list_documents(keys)}
    return [pages.get(key) for key in keys]


def _narrowed(sides: Sides) -> list[str]:
    """Return the sides that are shown where that isn't all of them in their own order."""
    return [] if sides.keys == sides.stored_keys else sides.keys
