"""The image of a page with the boxes of its blocks."""

import base64
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

import streamlit as st

from lineup.contract.results import Block, Box

_A4 = (0.0, 0.0, 595.0, 842.0)
_EDGE = "<style>[data-testid=stImage] img {outline:1px solid rgba(128,140,160,.45)}</style>"
"""A white page on a white ground has no edge of its own."""

_ALT = "The page as it looks, with the boxes of what was read on it"

_PLAIN = 'fill="none" stroke="#2f6fdb" stroke-opacity="0.55"'
_CHOSEN = 'fill="#ffb300" fill-opacity="0.25" stroke="#d97a00"'


def draw_page_image(jpeg: bytes, page: Block | None, chosen: str | None) -> None:
    """Draw the page, its blocks' boxes on it, and the chosen block's highlighted."""
    st.html(_EDGE)
    if page is None or page.bbox is None:
        st.image(_address(jpeg), width="stretch", alt=_ALT)
    else:
        st.image(page_svg(jpeg, page.bbox, list(page.leaves()), chosen), width="stretch", alt=_ALT)


def draw_no_page_image() -> None:
    """Draw that the page can't be seen, and why."""
    with st.container(border=True):
        st.markdown(":material/image_not_supported: **No page image**")
        st.caption(
            "Spreadsheets, web pages and text documents have no page that could be drawn, and the hosted service "
            "deletes images an hour after the run. The result beside is complete."
        )


def page_svg(jpeg: bytes, page_box: Box, blocks: Sequence[Block], chosen: str | None) -> str:
    """Return the page as SVG in the units of the page's own box, so that boxes need no scaling."""
    x0, y0, width, height = _frame(page_box)
    stroke = f'stroke-width="{max(width, height) / 600:.2f}"'
    shapes = [
        f"<rect {_place(block.bbox)} {_CHOSEN if block.id == chosen else _PLAIN} {stroke}/>"
        for block in sorted(blocks, key=lambda block: block.id == chosen)
        if block.bbox is not None
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{x0:g} {y0:g} {width:g} {height:g}" width="{width:g}" height="{height:g}">'
        f"{_sheet(jpeg, (x0, y0, width, height))}{''.join(shapes)}</svg>"
    )


def _sheet(jpeg: bytes, frame: Box) -> str:
    x, y, width, height = frame
    place = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    source = quoteattr(_address(jpeg))
    return f'<image {place} preserveAspectRatio="none" href={source} xlink:href={source}/>'


def _address(jpeg: bytes) -> str:
    """Return the picture as a data address, which the browser reads: a broken one must not break the page."""
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def _frame(box: Box) -> Box:
    """Return left, top, width and height of the page; a sheet's where the server's make no sense."""
    x0, y0, x1, y1 = box
    if x1 <= x0 or y1 <= y0:
        x0, y0, x1, y1 = _A4
    return x0, y0, x1 - x0, y1 - y0


def _place(box: Box | None) -> str:
    x0, y0, x1, y1 = box or (0.0, 0.0, 0.0, 0.0)
    width, height = max(x1 - x0, 0), max(y1 - y0, 0)
    return f'x="{x0:g}" y="{y0:g}" width="{width:g}" height="{height:g}"'
