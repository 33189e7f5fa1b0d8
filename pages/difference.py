"""One difference: where it is, what each side reads there, and the page beside it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from components.difference_list import draw_difference_list
from components.difference_navigation import Target, draw_navigation, draw_share, position_text
from components.difference_order import Shown, choose_shown, neighbour
from components.difference_readings import draw_evidence
from components.difference_sides import ShownSide, shown_sides
from components.difference_states import draw_all_judged, draw_gone, draw_left_out
from components.page_comparison import (
    aspect_of,
    box_words,
    choose_page,
    draw_legend,
    draw_page_comparison,
    pages_of,
    side_boxes,
)
from components.segment_bands import draw_segment_bands
from components.segment_words import names_of_page
from components.shell import page_address
from lineup.compare.differences import Difference
from pages.judged import find_judged
from pages.judging import show_groups, show_last, show_said, show_verdicts
from state import judging, judging_turns, reading_place
from state.connection import Connection
from state.open_document import OpenDocument, next_place, next_row, page_count
from state.page_pictures import PictureSource, page_picture, prepare_pages
from state.workspaces import OpenWorkspace

_AHEAD = 3
"""Of how many differences ahead the pages are drawn while the person reads."""


def show_difference(connection: Connection, opened: OpenWorkspace, document: OpenDocument) -> None:
    """Show the difference that the address names, else the first that nobody has judged."""
    shown = _chosen(document)
    if shown is None:
        return
    difference = shown.difference
    sides = shown_sides(
        document.snapshot.reading.comparison.sides,
        document.read,
        difference.id,
        is_blind=document.view.is_blind,
    )
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _show_reading(opened, document, shown, sides)
    source = PictureSource(connection, opened, document.snapshot.reading.comparison.server)
    with right:
        _show_page(source, document, difference, sides)
    prepare_pages(source, document.read, _pages_ahead(document.shown, shown.position))


def _chosen(document: OpenDocument) -> Shown | None:
    """Return the difference to show; one that no address named stays while others judge."""
    view = document.view
    wanted = view.difference
    shown = choose_shown(document.whole, document.shown, wanted, document.judged)
    if shown is not None and not wanted:
        first = reading_place.first_of(view.document, shown.difference.id)
        shown = choose_shown(document.shown, document.shown, first, document.judged) or shown
    return shown


def _show_reading(
    opened: OpenWorkspace, document: OpenDocument, shown: Shown, sides: Sequence[ShownSide]
) -> None:
    difference = shown.difference
    if shown.is_gone and document.view.difference:
        draw_gone()
    if shown.position is None:
        draw_left_out()
    following = next_place(document, difference.id)
    if following is None and difference.id in document.judged:
        draw_all_judged()
    before, after, is_last = _neighbours(document, shown)
    draw_navigation(
        position_text(difference, shown.position, len(document.shown)),
        before,
        after,
        is_last=is_last,
        on_go=partial(judging.go, judging_turns.turn()),
        key=f"reading-{judging_turns.turn()}-{difference.id}",
    )
    judged = find_judged(opened, document, difference, tuple(sides))
    show_last(judged)
    show_groups(judged)
    draw_evidence(difference, sides)
    splits = document.read.measured.comparison.segments
    draw_segment_bands(difference, sides, splits, page_count(document))
    show_verdicts(judged, following)
    show_said(judged)
    draw_share(
        reading_place.difference_address(document.view, difference.id), _execution_links(sides)
    )
    title = f"All differences of this document ({len(document.shown):,})"
    expander = st.expander(title, key="all-differences", on_change="rerun")
    if expander.open:
        with expander:
            draw_difference_list(
                document.shown,
                document.judged,
                difference.id,
                is_blind=document.view.is_blind,
                on_open=reading_place.go_to_row,
                key=f"differences-{difference.id}",
            )


def _execution_links(sides: Sequence[ShownSide]) -> list[tuple[str, str]]:
    return [
        (f"{side.letter}'s execution", page_address("execution", {"id": side.execution_id}))
        for side in sides
        if side.execution_id
    ]


def _neighbours(document: OpenDocument, shown: Shown) -> tuple[Target, Target, bool]:
    """Return where to go from a difference, and whether what comes after it is another document."""
    key = document.view.document
    earlier = neighbour(document.shown, shown.position, -1)
    before = (key, earlier.id) if earlier else None
    later = neighbour(document.shown, shown.position, 1)
    if later is not None:
        return before, (key, later.id), False
    row = next_row(document, is_unjudged=False)
    return before, (row.key, "") if row else None, True


def _show_page(
    source: PictureSource,
    document: OpenDocument,
    difference: Difference,
    sides: Sequence[ShownSide],
) -> None:
    read = document.read
    pages = pages_of(difference)
    count = page_count(document)
    page = choose_page(count, next(iter(pages), 0), key=f"reading-page-{difference.id}")
    boxes = side_boxes(difference, sides, read.places, page)
    draw_legend(
        names_of_page(sides, read.measured.comparison.segments, page)
        if difference.kind.is_about_segments
        else box_words(sides, boxes)
    )
    with st.spinner("Drawing the page…", show_time=False):
        picture = page_picture(source, read, page)
    draw_page_comparison(picture, boxes, aspect_of(read.places, page))


def _pages_ahead(shown: Sequence[Difference], position: int | None) -> list[int]:
    start = 0 if position is None else position + 1
    ahead = (pages_of(one)[:1] for one in shown[start : start + _AHEAD])
    return list(dict.fromkeys(page for pages in ahead for page in pages))
