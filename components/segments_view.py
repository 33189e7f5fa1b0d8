"""The segments of a document: a band of pages for each, how sure it is, and what speaks for it."""

from collections.abc import Callable, Sequence
from html import escape

import pandas as pd
import streamlit as st

from components.failure import plain
from components.formatting import ABSENT, count_text, pages_text
from components.limits import cut_text
from components.places import Place
from components.step_names import cut_name
from lineup.contract.segments import Segment, Segmentation

_COLORS = ("#3f6ad8", "#2e8b57", "#c77700", "#8e4ec6", "#0e8f9c", "#c2410c")
_NONE = "repeating-linear-gradient(45deg,#7d8899 0 4px,transparent 4px 8px)"
_LEVEL_SIGNS = {"high": "● high", "medium": "◐ medium", "low": "○ low"}
_MOST_EVIDENCE, _MOST_TEXT = 6, 200
_MOST_BANDS = 60
_MOST_SHOWN, _HEIGHT = 12, 440
_METHODS = {"auto_detected": "found without being named", "schema": "looked for by their names"}

OpenSegment = Callable[[str, Sequence[Place]], None]
"""Opens the place of the row chosen in the table of this key; the rows' places are these."""


def draw_segments(segmentation: Segmentation, page: int, *, on_open: OpenSegment, key: str) -> None:
    """Draw the bands, with the 0-based page that is looked at marked, and the table; choosing a row opens its first page."""
    st.caption(summary_text(segmentation))
    if not segmentation.segments:
        st.info(
            "No page fits any of the segments. Describe them in words that stand on the pages, or let the documents in the "
            "file be found by themselves with the strategy document_boundary.",
            icon=":material/info:",
        )
        return
    st.html(bands_html(segmentation, page))
    segments = segmentation.segments
    event = st.dataframe(
        segments_frame(segments),
        hide_index=True,
        height="content" if len(segments) <= _MOST_SHOWN else _HEIGHT,
        key=key,
        selection_mode="single-row",
        on_select=lambda: on_open(key, [first_place(segment) for segment in segments]),
        alt="Segments",
    )
    rows = event.selection.rows
    if rows and rows[0] < len(segments):
        st.markdown(evidence_text(segments[rows[0]]))
    else:
        st.caption("Choose a segment to see its first page and what speaks for it.")


def summary_text(segmentation: Segmentation) -> str:
    """Return `3 segments on 12 pages · looked for by their names · 1 page in none`."""
    pages = segmentation.metadata.get("total_pages")
    method = segmentation.metadata.get("segmentation_method")
    count = count_text(len(segmentation.segments), "segment")
    total = f" on {count_text(pages, 'page')}" if isinstance(pages, int) else ""
    left = len(segmentation.unassigned_pages)
    parts = [
        f"{count}{total}",
        _METHODS.get(str(method), plain(str(method))) if method else "",
        f"{count_text(left, 'page')} in none" if left else "",
    ]
    return " · ".join(part for part in parts if part)


def segments_frame(segments: Sequence[Segment]) -> pd.DataFrame:
    """Return the segments as a table of texts."""
    return pd.DataFrame(
        {
            "Segment": [cut_name(segment.name, 80) for segment in segments],
            "Pages": [pages_text(segment.pages) for segment in segments],
            "Confidence": [level_text(segment.confidence) for segment in segments],
            "Because": [because_text(segment) for segment in segments],
        }
    )


def level_text(level: str | None) -> str:
    """Return a level as sign and word."""
    return ABSENT if level is None else _LEVEL_SIGNS.get(level, level)


def because_text(segment: Segment) -> str:
    """Return the strongest evidence of a segment on one line."""
    if not segment.evidence:
        return ABSENT
    first = segment.evidence[0]
    kind = {"heading": "heading", "words": "words", "boundary": "begins with"}.get(
        first.kind, first.kind
    )
    return cut_text(f"{kind}: {' '.join(first.text.split())}", _MOST_TEXT).text


def evidence_text(segment: Segment) -> str:
    """Return what speaks for a segment, as a markdown list."""
    head = f"**{plain(cut_name(segment.name, 80))}** · {pages_text(segment.pages)}"
    if not segment.evidence:
        return f"{head}\n\nThe server tells nothing that speaks for it."
    words = {"heading": "Heading", "words": "Words found", "boundary": "Begins here because of"}
    lines = [
        f"- {words.get(each.kind, plain(each.kind))}: {plain(cut_text(each.text, _MOST_TEXT).text)}"
        + ("" if each.page is None else f" ({pages_text([each.page])})")
        for each in segment.evidence[:_MOST_EVIDENCE]
    ]
    return "\n".join([f"{head}\n", *lines])


def first_place(segment: Segment) -> Place:
    """Return where a segment begins: the block of its heading on its first page, else that page."""
    page = segment.pages[0] if segment.pages else 0
    block = next((e.block_id for e in segment.evidence if e.page == page and e.block_id), None)
    return Place(page, block)


def bands_html(segmentation: Segmentation, page: int) -> str:
    """Return a row for each segment with its pages as bars between the first page and the last; text takes the page's colour."""
    pages = segmentation.pages
    places = {number: at for at, number in enumerate(pages)}
    rows = [
        _band(segment.name, segment.pages, _COLORS[at % len(_COLORS)], places, page)
        for at, segment in enumerate(segmentation.segments[:_MOST_BANDS])
    ]
    if segmentation.unassigned_pages:
        rows.append(_band("no segment", segmentation.unassigned_pages, _NONE, places, page))
    more = len(segmentation.segments) - _MOST_BANDS
    if more > 0:
        rows.append(f"<div>and {count_text(more, 'more segment')}, in the table below</div>")
    return f'<div style="font-size:.85rem;max-height:22rem;overflow-y:auto">{"".join(rows)}</div>'


def _band(
    name: str, pages: Sequence[int], color: str, places: dict[int, int], looked_at: int
) -> str:
    share = 100 / max(len(places), 1)
    bars = "".join(
        f'<span style="position:absolute;top:0;bottom:0;left:{begin * share:.3f}%;'
        f'width:max(3px,calc({length * share:.3f}% - 1px));background:{color};border-radius:.2rem"></span>'
        for begin, length in _spans(sorted(places[page] for page in pages))
    )
    here = looked_at in pages
    mark = (
        f'<span style="position:absolute;top:-2px;bottom:-2px;left:{places[looked_at] * share:.3f}%;'
        f'width:max(4px,{share:.3f}%);border:2px solid currentColor;border-radius:.2rem;box-sizing:border-box"></span>'
        if here
        else ""
    )
    label = escape(cut_name(name))
    weight = "600" if here else "400"
    return (
        f'<div style="display:flex;align-items:center;gap:.6rem;margin:.25rem 0;font-weight:{weight}">'
        f'<span style="width:clamp(6rem,28%,12rem);flex:none;overflow:hidden;text-overflow:ellipsis;white-space:nowrap" '
        f'title="{label}">{label}</span>'
        f'<span style="flex:1;position:relative;height:.9rem;border-radius:.2rem;background:rgba(128,140,160,.18)">'
        f"{bars}{mark}</span>"
        f'<span style="width:6rem;flex:none;text-align:right;overflow:hidden;text-overflow:ellipsis;white-space:nowrap">'
        f"{escape(pages_text(pages))}</span></div>"
    )


def _spans(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return begin and length of each run of places."""
    spans: list[tuple[int, int]] = []
    for place in places:
        if spans and place == spans[-1][0] + spans[-1][1]:
            spans[-1] = (spans[-1][0], spans[-1][1] + 1)
        else:
            spans.append((place, 1))
    return spans
