"""The image of a page with the boxes of its blocks."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import streamlit as st
from PIL import Image

from components.page_sheet import draw_sheet
from lineup.contract.results import Block, Box

_A4 = (0.0, 0.0, 595.0, 842.0)
_ACROSS = 1_000.0
"""How wide the drawing is, in its own units; boxes are drawn in whole ones, so that many take little."""

_MOST_BOXES = 1_000
_ALT = "The page as it looks, with the boxes of what was read on it"

_PLAIN = 'fill="none" stroke="#2f6fdb" stroke-opacity="0.55" stroke-width="2"'
_CHOSEN = 'fill="#ffb300" fill-opacity="0.25" stroke="#d97a00" stroke-width="2"'


def draw_page_image(jpeg: bytes, page: Block | None, chosen: str | None) -> None:
    """Draw the page, its blocks' boxes on it, and the chosen block's highlighted."""
    box = None if page is None else page.bbox
    blocks = [] if page is None or box is None else list(page.leaves())
    draw_sheet(jpeg, page_svg(box or shape_of(jpeg), blocks, chosen), alt=_ALT)
    if len(blocks) > _MOST_BOXES:
        st.caption(f"The page has {len(blocks):,} blocks; {_MOST_BOXES:,} have their boxes drawn.")


def draw_no_page_image() -> None:
    """Draw that the page can't be seen, and why."""
    with st.container(border=True):
        st.markdown(":material/image_not_supported: **No page image**")
        st.caption(
            "Spreadsheets, web pages and text documents have no page that could be drawn, and the hosted service "
            "deletes images an hour after the run. The result beside is complete."
        )


def page_svg(page_box: Box, blocks: Sequence[Block], chosen: str | None) -> str:
    """Return the boxes as SVG of the page's shape, the chosen block's last."""
    frame = _frame(page_box)
    height = _ACROSS * frame[3] / frame[2]
    boxed = [block for block in blocks if block.bbox is not None]
    plain = islice((block for block in boxed if block.id != chosen), _MOST_BOXES)
    shapes = (
        f'<path d="{"".join(_outlines(plain, frame))}" {_PLAIN}/>'
        f'<path d="{"".join(_outlines((one for one in boxed if one.id == chosen), frame))}" {_CHOSEN}/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_ACROSS:g} {height:.0f}" '
        f'width="{_ACROSS:g}" height="{height:.0f}">{shapes}</svg>'
    )


def shape_of(jpeg: bytes) -> Box:
    """Return the shape of a page by its picture's head; a sheet's where that can't be read."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
            return 0.0, 0.0, float(picture.width), float(picture.height)
    except (OSError, SyntaxError, Image.DecompressionBombError):
        return _A4


def _frame(box: Box) -> Box:
    """Return left, top, width and height of the page; a sheet's where the server's make no sense."""
    x0, y0, x1, y1 = box
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = _A4
    return x0, y0, x1 - x0, y1 - y0


def _outlines(blocks: Iterable[Block], frame: Box) -> Iterator[str]:
    """Yield the outline of each block's box as part of a path, kept on the page; one that is turned around has no size."""
    left, top, width, height = frame
    for block in blocks:
        x0, y0, x1, y1 = block.bbox or frame
        x, right = _within(x0 - left, width), _within(x1 - left, width)
        y, bottom = _within(y0 - top, height), _within(y1 - top, height)
        scale = _ACROSS / width
        across, down = max(right - x, 0) * scale, max(bottom - y, 0) * scale
        yield f"M{x * scale:.0f} {y * scale:.0f}h{across:.0f}v{down:.0f}h-{across:.0f}z"


def _within(value: float, most: float) -> float:
    return min(max(value, 0.0), most)
