"""Filled files as pictures: drawn in a child that may be killed, as a server's file may be anything."""

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st

from lineup.documents.page_count import inspect_document
from lineup.documents.page_images import PageImageError, render_pages
from state.uploads import counting_turns

IMAGE_WIDTH = 1_000
"""How wide pages are drawn, in pixels."""


def filled_page_count(content: bytes) -> int:
    """Return how many pages the file has; 1 where that can't be told."""
    return _page_count(_digest(content), content)


def filled_page_image(content: bytes, page: int) -> bytes | None:
    """Return the JPEG of a 0-based page; None where it can't be drawn."""
    return _page_image(_digest(content), page, content)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@st.cache_data(max_entries=64, show_spinner=False)
def _page_count(sha256: str, _content: bytes) -> int:  # noqa: ARG001 (the cache key)
    with counting_turns(), _on_disk(_content) as path:
        return inspect_document(path).pages or 1


@st.cache_data(max_entries=64, max_size="64MB", show_spinner=False)
def _page_image(sha256: str, page: int, _content: bytes) -> bytes | None:  # noqa: ARG001 (the cache key)
    with counting_turns(), _on_disk(_content) as path:
        try:
            drawn = render_pages(path, pages=[page], width=IMAGE_WIDTH)
        except PageImageError:
            return None
    return drawn[0] if drawn else None


@contextmanager
def _on_disk(content: bytes) -> Iterator[Path]:
    with tempfile.NamedTemporaryFile(prefix="lineup-filled-") as file:
        file.write(content)
        file.flush()
        yield Path(file.name)
