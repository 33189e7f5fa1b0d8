"""The documents of a new comparison: uploads, addresses, samples, or what the workspace has."""

from collections.abc import Iterable, Sequence

from lineup.documents.document_type import DocumentType
from lineup.workspace.documents import Document
from lineup.workspace.opening import Workspace
from state.comparison_sides import SideChoice
from state.documents import RunDocument

_DELETED = "It was deleted from the workspace: upload it again."
_NOT_KEPT = "The workspace doesn't have it: upload it, or compare what was run before."


def of_library(known: Iterable[Document]) -> list[RunDocument]:
    """Return documents of the workspace as ones to run; their source is their sha256."""
    return [
        RunDocument(
            one.name,
            one.sha256,
            _kind(one.document_type),
            one.pages,
            one.size,
            _DELETED if one.deleted else None,
        )
        for one in known
    ]


def of_sha256s(workspace: Workspace, sha256s: Sequence[str]) -> list[RunDocument]:
    """Return the workspace's documents with these sha256s in their order, as far as it has them."""
    known = {one.sha256: one for one in workspace.documents.list_documents(sha256s)}
    return of_library(known[sha256] for sha256 in sha256s if sha256 in known)


def of_executions(workspace: Workspace, sides: Sequence[SideChoice]) -> list[RunDocument]:
    """Return the documents that executions of the past have read, to run versions on them too."""
    read = {side.document.key: side.document for side in sides if side.document is not None}
    known = {one.sha256: one for one in workspace.documents.list_documents(read)}
    found: list[RunDocument] = []
    for key, document in read.items():
        if document.is_address:
            found.append(RunDocument(document.name, key, "web address"))
        elif key in known:
            found += of_library([known[key]])
        else:
            found.append(RunDocument(document.name, key, "document", problem=_NOT_KEPT))
    return found


def _kind(told: str | None) -> str:
    return DocumentType(told).label if told in set(DocumentType) else "unknown type"
