"""A page's picture under a drawing of boxes: the browser fetches the picture once, and each step sends the boxes only."""

import streamlit as st
from streamlit import runtime

_JPEG = b"\xff\xd8"
_KEY = "page-sheet"
"""One page is looked at at a time."""

_EDGE = "outline:1px solid rgba(128,140,160,.45)"
"""A white page on a white ground has no edge of its own."""


def draw_sheet(picture: bytes, boxes: str, *, alt: str) -> None:
    """Draw a page's picture, JPEG or WebP, and over it an SVG of the page's shape.

    The SVG is the image that a reader, a screen reader and the full screen get; the picture is its ground. Neither is opened
    here: a server's picture may be anything, and the browser copes with a broken one.
    """
    with st.container(key=_KEY):
        st.html(sheet_style(_address(picture)))
        st.image(boxes, width="stretch", alt=alt)


def sheet_style(address: str) -> str:
    """Return the style that lays a picture under the SVG, also where a full screen leaves room beside the page."""
    image = f".st-key-{_KEY} [data-testid=stImage] img"
    return (
        f'<style>{image}{{background:#fff url("{address}") center/100% 100% no-repeat;{_EDGE};'
        f"-webkit-print-color-adjust:exact;print-color-adjust:exact}}"
        f"{image}[style*=max-height]{{background-size:contain;background-color:transparent;outline:none}}</style>"
    )


def _address(picture: bytes) -> str:
    """Return where the browser gets the picture, relative to the page; the same for the same picture.

    These are the media files of `st.image`, which itself would write WebP anew as JPEG at each step.
    """
    kind = "image/jpeg" if picture.startswith(_JPEG) else "image/webp"
    return runtime.get_instance().media_file_mgr.add(picture, kind, _KEY).removeprefix("/")
