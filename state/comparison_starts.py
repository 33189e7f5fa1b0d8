"""Making comparisons: each press once, and what came of it.

A press is written down first and carried out while the page is drawn. What is written down is one object that is changed in
place: a second click may end the script at any touch of the session's state, and then the next run finds how far it came.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import streamlit as st

from lineup.client import ClientError
from lineup.comparing.naming import find_pipeline, version_side
from lineup.comparing.requests import CompareRequest, new_comparison
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import ComparedDocument
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.opening import Workspace
from state.clients import client_for
from state.connection import Connection
from state.documents import RunDocument
from state.uploads import inspect_file

Problem = ClientError | WorkspaceError | OSError
"""What keeps a comparison from being made or added to."""

_PRESSES = "comparison_presses"
_PENDING = "pending_comparison"


@dataclass(frozen=True)
class ComparisonStart:
    """What a press asks for: an id or `PIPELINE@VERSION` for each side, the documents, and what is told of them.

    A document's source is a file that is to be kept, the sha256 of one that is, or an address. `collection` is the name
    under which they are kept together, empty for none; `tags` are added to them.
    """

    name: str
    sides: tuple[str, ...]
    documents: tuple[RunDocument, ...]
    created_by: str
    options: JsonObject = field(default_factory=dict)
    collection: str = ""
    tags: tuple[str, ...] = ()


@dataclass
class _Pending:
    start: ComparisonStart
    is_begun: bool = False
    comparison_id: str | None = None
    problem: Problem | None = None


def press_number() -> int:
    """Return how often a comparison was asked for in this session."""
    presses: int = st.session_state.get(_PRESSES, 0)
    return presses


def request_comparison(press: int, start: ComparisonStart) -> None:
    """Write down what a press asks for; a second report of the same press is ignored."""
    if press == press_number():
        st.session_state[_PRESSES] = press + 1
        st.session_state[_PENDING] = _Pending(start)


def requested() -> ComparisonStart | None:
    """Return what was asked for and is not carried out yet."""
    pending = _pending()
    return None if pending is None or pending.is_begun else pending.start


def carry_out(connection: Connection, workspace: Workspace) -> None:
    """Make the comparison that was asked for, once."""
    pending = _pending()
    if pending is None or pending.is_begun:
        return
    pending.is_begun = True
    try:
        pending.comparison_id = _make(connection, workspace, pending.start)
    except (ClientError, WorkspaceError, OSError) as error:
        pending.problem = error
    except BaseException:  # the script was ended in between: the next run begins again
        pending.is_begun = False
        raise


def take_made() -> str | None:
    """Return the id of the comparison that was made since this was last asked."""
    pending = _pending()
    if pending is None or pending.comparison_id is None:
        return None
    del st.session_state[_PENDING]
    return pending.comparison_id


def problem() -> Problem | None:
    """Return why the comparison that was last asked for could not be made."""
    pending = _pending()
    return pending.problem if pending else None


def keep_documents(
    workspace: Workspace, documents: Sequence[RunDocument], tags: Sequence[str] = ()
) -> tuple[ComparedDocument, ...]:
    """Keep the files in the workspace, add the tags, and return all documents as they are compared. Raises OSError."""
    kept = {one.key: one for one in (_keep(workspace, document) for document in documents)}
    for document in kept.values():
        if tags and not document.is_address:
            known = workspace.documents.get(document.key)
            workspace.documents.mark_tagged(document.key, [*known.tags, *tags])
    return tuple(kept.values())


def add_side(connection: Connection, workspace: Workspace, comparison_id: str, name: str) -> str:
    """Add a version, named `PIPELINE@VERSION`, to a comparison and return its key. Raises ClientError, WorkspaceError."""
    client = client_for(connection)
    pipeline, _, number = name.rpartition("@")
    side = version_side(client, find_pipeline(client, pipeline), int(number))
    workspace.comparisons.add_side(comparison_id, side)
    return side.key


def _pending() -> _Pending | None:
    pending: _Pending | None = st.session_state.get(_PENDING)
    return pending


def _make(connection: Connection, workspace: Workspace, start: ComparisonStart) -> str:
    documents = keep_documents(workspace, start.documents, start.tags)
    request = CompareRequest(start.sides, documents, start.options)
    made = new_comparison(client_for(connection), connection.server, request, start.created_by)
    if start.collection:
        keys = [document.key for document in documents if not document.is_address]
        workspace.collections.add(start.collection, keys)
    return workspace.comparisons.add(replace(made, name=start.name)).comparison_id


def _keep(workspace: Workspace, document: RunDocument) -> ComparedDocument:
    if isinstance(document.source, str):
        return ComparedDocument(document.source, document.name)
    counted = inspect_file(document.source)
    kept = workspace.documents.add(document.source, document.name, counted)
    return ComparedDocument(kept.sha256, document.name)
