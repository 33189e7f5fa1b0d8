"""The image of a page with the boxes of what every side read there."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from components.difference_sides import ShownSide
from components.line_styles import Line, line_css, line_of
from components.page_image import draw_no_page_image
from components.page_sheet import draw_sheet
from lineup.compare.differences import Difference, Reading
from lineup.compare.shapes import page_of
from lineup.comparing.exports.html_parts import text as harmless
from lineup.comparing.places import SidePlaces
from lineup.contract.results import Box

_A4 = (595.0, 842.0)
_PAGINATION_WIDTH = 300
"""Pixels; left to itself beside its caption it has no room for a third page."""

_ACROSS = 800.0
"""How wide the drawing is, in its own units."""

_MOST_BOXES = 15
"""How many boxes of a side are drawn: those of four sides are then sent in 40 kB."""


@dataclass(frozen=True)
class SideBox:
    """A box of a side on a page, as shares of the page's width and height from its top left corner."""

    letter: str
    box: Box


def draw_page_comparison(picture: bytes | None, boxes: Sequence[SideBox], aspect: float) -> None:
    """Draw the page with the boxes on it; without a picture the state that says so. `aspect` is height over width."""
    if picture is None:
        draw_no_page_image()
        return
    draw_sheet(picture, comparison_svg(boxes, aspect), alt=page_alt(boxes))


def page_alt(boxes: Sequence[SideBox]) -> str:
    """Return what the picture shows, for who can't see it."""
    letters = " and ".join(sorted({box.letter for box in boxes}))
    return f"The page, with the boxes of {letters}" if letters else "The page, without any box"


def draw_legend(words: Mapping[str, str]) -> None:
    """Draw what is told of each side here, by its letter."""
    st.html(legend_html(words))


def choose_page(count: int, first: int, *, key: str) -> int:
    """Draw which page is shown, with the ways to the others, and return its 0-based number; `first` is shown first."""
    if count < 2:  # noqa: PLR2004 (one page needs no turning)
        st.caption("Page 1 of 1")
        return 0
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        number = st.pagination(
            count, default=min(first + 1, count), width=_PAGINATION_WIDTH, key=key
        )
        st.caption(f"Page {number:,} of {count:,}", width="content")
    return number - 1


def comparison_svg(boxes: Sequence[SideBox], aspect: float) -> str:
    """Return an SVG of the page's shape with a box for each side that has one, with its letter at the corner."""
    height = _ACROSS * aspect
    shapes = "".join(_shape(one, height, at) for at, one in enumerate(_drawn(boxes)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ACROSS:g} {height:g}" '
        f'width="{_ACROSS:g}" height="{height:g}">{shapes}</svg>'
    )


def legend_html(words: Mapping[str, str]) -> str:
    """Return each side's letter in its line, with its words."""
    parts = [
        f'<span style="overflow-wrap:anywhere"><span style="font-weight:700;padding:0 .35rem;border-radius:.25rem;'
        f'{line_css(letter)}">{letter}</span> {harmless(told)}</span>'
        for letter, told in words.items()
    ]
    return f'<div style="display:flex;flex-wrap:wrap;gap:.3rem .9rem;font-size:.85rem">{"".join(parts)}</div>'


def box_words(sides: Sequence[ShownSide], boxes: Sequence[SideBox]) -> dict[str, str]:
    """Return which line is whose, `dashed blue`, and of a side without a box on the page that it has none."""
    counts = Counter(one.letter for one in boxes)
    return {side.letter: _line_words(side.letter, counts[side.letter]) for side in sides}


def _line_words(letter: str, count: int) -> str:
    if not count:
        return "no box on this page"
    words = line_of(letter).words
    return words if count <= _MOST_BOXES else f"{words}, {_MOST_BOXES} of {count:,} boxes"


def _drawn(boxes: Sequence[SideBox]) -> list[SideBox]:
    """Return the boxes without those of a side that are too many."""
    seen: Counter[str] = Counter()
    drawn = []
    for one in boxes:
        seen[one.letter] += 1
        if seen[one.letter] <= _MOST_BOXES:
            drawn.append(one)
    return drawn


def side_boxes(
    difference: Difference, sides: Sequence[ShownSide], places: Sequence[SidePlaces], page: int
) -> list[SideBox]:
    """Return the boxes of what each side read on a 0-based page; a field's are those of the blocks that it cites."""
    return [
        SideBox(side.letter, _share(box, places[side.position].pages[page]))
        for side in sides
        if side.position < len(places) and page in places[side.position].pages
        for box in _boxes(difference.readings[side.position], places[side.position], page)
    ]


def pages_of(difference: Difference) -> tuple[int, ...]:
    """Return the 0-based pages that a difference is on, the first side's first."""
    told = [
        page
        for one in difference.readings
        for page in (one.page, *(page_of(cited) for cited in one.citations))
    ]
    found = dict.fromkeys(page for page in (*told, difference.place.page) if page is not None)
    return tuple(found)


def aspect_of(places: Sequence[SidePlaces], page: int) -> float:
    """Return how high a page is for its width; a sheet's where nobody tells."""
    told = next((one.pages[page] for one in places if page in one.pages), None)
    if told is None:
        return _A4[1] / _A4[0]
    return (told[3] - told[1]) / (told[2] - told[0])


def _boxes(reading: Reading, places: SidePlaces, page: int) -> list[Box]:
    if reading.box is not None:
        return [reading.box] if reading.page == page else []
    cited = (name for name in reading.citations if page_of(name) == page)
    return [places.blocks[name] for name in cited if name in places.blocks]


def _share(box: Box, page: Box) -> Box:
    across, down = page[2] - page[0], page[3] - page[1]
    left, right = sorted(_within((x - page[0]) / across) for x in (box[0], box[2]))
    top, bottom = sorted(_within((y - page[1]) / down) for y in (box[1], box[3]))
    return left, top, right, bottom


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)


def _shape(one: SideBox, height: float, at: int) -> str:
    """Return a box, a little wider for each one before it so that boxes of the same place lie around one another."""
    line = line_of(one.letter)
    grown = 2 + 3 * at
    x, y = one.box[0] * _ACROSS - grown, one.box[1] * height - grown
    across = (one.box[2] - one.box[0]) * _ACROSS + 2 * grown
    down = (one.box[3] - one.box[1]) * height + 2 * grown
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{across:.1f}" height="{down:.1f}" rx="2" fill="{line.color}" '
        f'fill-opacity="0.07" stroke="{line.color}" stroke-width="2.5"{_dashes(line)}/>'
        f"{_flag(one, max(x, 0), max(y, 14), at)}"
    )


def _dashes(line: Line) -> str:
    if not line.dashes:
        return ""
    return f' stroke-dasharray="{" ".join(f"{2.5 * dash:g}" for dash in line.dashes)}"'


def _flag(one: SideBox, x: float, y: float, at: int) -> str:
    """Return the side's letter above the box's corner, beside those of the boxes before it."""
    left = min(x + 20 * at, _ACROSS - 20)
    return (
        f'<rect x="{left:.1f}" y="{y - 14:.1f}" width="18" height="15" rx="2" fill="{line_of(one.letter).color}"/>'
        f'<text x="{left + 9:.1f}" y="{y - 2.5:.1f}" font-family="sans-serif" font-size="12" font-weight="700" '
        f'text-anchor="middle" fill="#ffffff">{one.letter}</text>'
    )
