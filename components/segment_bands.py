"""How each side splits a document: a strip of pages per side with its segments on it, and the pages in question marked."""

from collections.abc import Sequence

import streamlit as st

from components.difference_sides import ShownSide
from components.formatting import pages_text
from components.line_styles import line_css, line_of
from components.segment_words import (
    Splits,
    Stretch,
    marked_pages,
    marked_words,
    split_of,
    split_words,
    window_around,
)
from components.step_names import cut_name
from lineup.compare.differences import Difference
from lineup.compare.kinds import Kind
from lineup.compare.segments import Segment, Span, spans_of
from lineup.comparing.exports.html_parts import text as harmless

_MOST_SPANS, _MOST_NUMBERS = 24, 12
_QUIET = "opacity:.75;font-size:.85rem;overflow-wrap:anywhere"


def draw_segment_bands(
    difference: Difference, sides: Sequence[ShownSide], splits: Splits, count: int
) -> None:
    """Draw the strips of a document of `count` pages for a difference of segments; nothing for another."""
    if difference.kind.is_about_segments:
        st.html(bands_html(difference, sides, splits, count))


def bands_html(
    difference: Difference, sides: Sequence[ShownSide], splits: Splits, count: int
) -> str:
    """Return a strip for each side with its segments in words below it, over the numbers of the pages."""
    marked = marked_pages(difference)
    window = window_around(marked, count)
    strips = "".join(
        _row(side.letter, split_of(splits, side), window, marked, difference.kind) for side in sides
    )
    shown = pages_text(range(window.first, window.last + 1))
    title = f"{shown.capitalize()} of {count:,} · {marked_words(difference)}"
    return (
        f'<div style="{_QUIET}">{harmless(title)}</div>'
        f'<div style="display:grid;grid-template-columns:auto 1fr;gap:.2rem .6rem;margin-top:.3rem">'
        f"{strips}<span></span>{_numbers(window)}</div>"
    )


def _row(
    letter: str,
    split: tuple[Segment, ...] | None,
    window: Stretch,
    marked: Stretch,
    kind: Kind,
) -> str:
    spans = [
        span
        for span in spans_of(split or ())
        if span.last >= window.first and span.first <= window.last
    ]
    bars = "".join(_bar(letter, span, window) for span in spans[:_MOST_SPANS])
    return (
        f'<span style="font-weight:700;padding:0 .4rem;border-radius:.3rem;align-self:start;'
        f'{line_css(letter)}">{letter}</span>'
        f'<div style="min-width:0"><div aria-hidden="true" style="position:relative;height:1.6rem;border-radius:.2rem;'
        f'background:rgba(128,140,160,.18)">{bars}{_mark(marked, window, kind)}</div>'
        f'<div style="{_QUIET};margin:.1rem 0 .3rem">{harmless(split_words(split, window))}</div></div>'
    )


def _bar(letter: str, span: Span, window: Stretch) -> str:
    first, last = max(span.first, window.first), min(span.last, window.last)
    name = harmless(cut_name(span.name))
    return (
        f'<span style="position:absolute;top:0;bottom:0;box-sizing:border-box;overflow:hidden;white-space:nowrap;'
        f"text-overflow:ellipsis;text-align:center;font-size:.8rem;line-height:1.35rem;padding:0 .2rem;"
        f"border-radius:.2rem;background:{line_of(letter).color}2e;{line_css(letter)};"
        f'{_placed(Stretch(first, last), window)}" title="{name}">{name}</span>'
    )


def _mark(marked: Stretch, window: Stretch, kind: Kind) -> str:
    """Return a frame around the pages in question, or a line where the boundary is."""
    if kind is Kind.BOUNDARY:
        left = 100 * (marked.first - window.first) / window.length
        place = f"left:calc({left:.3f}% - 2px);width:4px;background:currentColor"
    else:
        place = f"{_placed(marked, window)};border:2px solid currentColor;box-sizing:border-box"
    return (
        f'<span style="position:absolute;top:-4px;bottom:-4px;border-radius:.2rem;{place}"></span>'
    )


def _placed(stretch: Stretch, window: Stretch) -> str:
    left = 100 * (stretch.first - window.first) / window.length
    return f"left:{left:.3f}%;width:{100 * stretch.length / window.length:.3f}%"


def _numbers(window: Stretch) -> str:
    """Return the numbers of pages under the strips, of many pages of every few only."""
    step = -(-window.length // _MOST_NUMBERS)
    told = "".join(
        f'<span style="position:absolute;text-align:center;{_placed(Stretch(page, page), window)}">'
        f'<span style="position:absolute;left:50%;transform:translateX(-50%)">{page + 1:,}</span></span>'
        for page in range(window.first, window.last + 1, step)
    )
    return (
        f'<div aria-hidden="true" style="position:relative;height:1.2rem;font-size:.75rem;opacity:.75">'
        f"{told}</div>"
    )
