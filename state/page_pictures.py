"""The pictures of the workspace's pages, shared by all sessions, and those that only a server has."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from lineup.client import ClientError
from lineup.comparing.page_pictures import WIDTH, PagePictures
from lineup.comparing.reading_model import ReadDocument
from lineup.settings import Settings
from state import queries
from state.connection import Connection, connection_fingerprint
from state.workspaces import OpenWorkspace


@dataclass(frozen=True)
class PictureSource:
    """Where pictures come from: the workspace, else the server that the comparison is of."""

    connection: Connection
    opened: OpenWorkspace
    server: str


def page_picture(source: PictureSource, read: ReadDocument, page: int) -> bytes | None:
    """Return a 0-based page as WebP: of the workspace's document, else as it was archived with a run, else as a server has it.

    None where nobody has it.
    """
    if read.known is not None and not read.known.deleted:
        drawn = _pictures(_place(), source.opened).take(read.document.key, page)
        if drawn is not None:
            return drawn
    found = (_of_run(source, read, side, page) for side in range(len(read.sides)))
    return next((picture for picture in found if picture), None)


def prepare_pages(source: PictureSource, read: ReadDocument, pages: Sequence[int]) -> None:
    """Draw pages that will soon be looked at, while the person reads."""
    if read.known is not None and not read.known.deleted:
        _pictures(_place(), source.opened).prepare(read.document.key, pages)


def _place() -> tuple[str, str | None]:
    """Return which workspace it is, to keep pictures by."""
    settings = Settings()
    return str(settings.data_dir), settings.database_url


@st.cache_resource(max_entries=4, show_spinner=False)
def _pictures(place: tuple[str, str | None], _opened: OpenWorkspace) -> PagePictures:  # noqa: ARG001 (the cache key)
    return PagePictures(_opened.workspace.documents)


def _of_run(source: PictureSource, read: ReadDocument, side: int, page: int) -> bytes | None:
    """Return a page as it was archived with a side's run, or as the server still has it, where that one is connected."""
    execution = read.sides[side].execution
    if execution is None:
        return None
    name = f"{execution.execution_id}/{page}"
    key = next((step.lookup_key for step in execution.steps if step.lookup_key), None)
    image = _archived(_place(), source.server, execution.execution_id, page, source.opened)
    if image is None and key is not None and source.server == source.connection.server:
        image = _of_server(source.connection, key, page)
    return _pictures(_place(), source.opened).take_image(name, image) if image else None


@st.cache_data(max_entries=256, max_size="64MB", show_spinner=False)
def _archived(
    place: tuple[str, str | None],  # noqa: ARG001 (the cache key)
    server: str,
    execution_id: str,
    page: int,
    _opened: OpenWorkspace,
) -> bytes | None:
    archive = _opened.workspace.archive
    found = archive.find(server, [execution_id]).get(execution_id)
    return archive.image(found, page) if found else None


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
