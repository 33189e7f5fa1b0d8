"""The pictures of the workspace's pages, shared by all sessions, and those that only a server has."""

import streamlit as st

from lineup.client import ClientError
from lineup.comparing.page_pictures import WIDTH, PagePictures
from lineup.comparing.reading_model import ReadDocument
from lineup.settings import Settings
from state import queries
from state.connection import Connection, connection_fingerprint
from state.workspaces import OpenWorkspace


def page_picture(
    connection: Connection, opened: OpenWorkspace, read: ReadDocument, page: int
) -> bytes | None:
    """Return a 0-based page from the workspace's document, else as a server has it of the runs; None where nobody has."""
    if read.known is not None and not read.known.deleted:
        drawn = pictures(opened).take(read.document.key, page)
        if drawn is not None:
            return drawn
    keys = [_lookup_key(read, at) for at in range(len(read.sides))]
    found = (_of_server(connection, key, page) for key in keys if key)
    return next((picture for picture in found if picture), None)


def prepare_pages(opened: OpenWorkspace, read: ReadDocument, pages: list[int]) -> None:
    """Draw pages that will soon be looked at, while the person reads."""
    if read.known is not None and not read.known.deleted:
        pictures(opened).prepare(read.document.key, pages)


def pictures(opened: OpenWorkspace) -> PagePictures:
    """Return the pictures of a workspace."""
    settings = Settings()
    return _pictures(str(settings.data_dir), settings.database_url, opened)


@st.cache_resource(max_entries=4, show_spinner=False)
def _pictures(data_dir: str, database_url: str | None, _opened: OpenWorkspace) -> PagePictures:  # noqa: ARG001 (the cache key)
    return PagePictures(_opened.workspace.documents)


@st.cache_data(
    ttl=600,
    max_entries=256,
    max_size="64MB",
    show_spinner=False,
    hash_funcs={Connection: connection_fingerprint},
)
def _of_server(connection: Connection, lookup_key: str, page: int) -> bytes | None:
    """Return a page's picture; that there is none is remembered too, for ten minutes."""
    try:
        return queries.page_image(connection, lookup_key, page, WIDTH)
    except ClientError:
        return None


def _lookup_key(read: ReadDocument, side: int) -> str | None:
    execution = read.sides[side].execution
    steps = execution.steps if execution else ()
    return next((step.lookup_key for step in steps if step.lookup_key), None)
