"""What is done to comparisons when somebody presses a button; each raises ClientError, WorkspaceError or OSError."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from lineup.comparing.naming import config_hash, wire_steps
from lineup.comparing.requests import CompareRequest, added_side, new_comparison
from lineup.contract.pipelines import PipelineVersion
from lineup.contract.wire import JsonObject
from lineup.workspace.comparison_model import ComparedDocument, ComparedSide
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.opening import Workspace
from state import queries
from state.clients import client_for
from state.comparison_view import COMPARISON
from state.connection import Connection
from state.documents import RunDocument
from state.presses import Done
from state.uploads import inspect_file

_FORM = dict.fromkeys(("new", "version", "source", "sample", "collection", "among"))


@dataclass(frozen=True)
class ComparisonStart:
    """What a new comparison is of: an id or `PIPELINE@VERSION` for each side, the documents, and what is told of them.

    A document's source is a file that is to be kept, the sha256 of one that is, or an address. `collection` is the name
    under which they are kept together, empty for none; `tags` are added to them. `among` are the executions to take what
    was run before from, none for all.
    """

    name: str
    sides: tuple[str, ...]
    documents: tuple[RunDocument, ...]
    created_by: str
    options: JsonObject = field(default_factory=dict)
    collection: str = ""
    tags: tuple[str, ...] = ()
    among: tuple[str, ...] = ()


def make_comparison(connection: Connection, workspace: Workspace, start: ComparisonStart) -> Done:
    """Make a comparison, and open it."""
    documents = keep_documents(workspace, start.documents, start.tags)
    request = CompareRequest(start.sides, documents, start.options, start.among)
    new = new_comparison(client_for(connection), connection.server, request, start.created_by)
    if start.collection:
        keys = [document.key for document in documents if not document.is_address]
        workspace.collections.add(start.collection, keys)
    made = workspace.comparisons.add(replace(new, name=start.name))
    return Done(parameters={**_FORM, COMPARISON: made.comparison_id})


def keep_documents(
    workspace: Workspace, documents: Sequence[RunDocument], tags: Sequence[str] = ()
) -> tuple[ComparedDocument, ...]:
    """Keep the files in the workspace, add the tags, and return all documents as they are compared."""
    kept = {one.key: one for one in (_keep(workspace, document) for document in documents)}
    for document in kept.values():
        if tags and not document.is_address:
            known = workspace.documents.get(document.key)
            workspace.documents.mark_tagged(document.key, [*known.tags, *tags])
    return tuple(kept.values())


def add_documents(
    workspace: Workspace,
    comparison_id: str,
    documents: Sequence[RunDocument],
    tags: Sequence[str] = (),
) -> Done:
    """Add documents to a comparison, with a run on each side."""
    workspace.comparisons.add_documents(comparison_id, keep_documents(workspace, documents, tags))
    closed = dict.fromkeys(("do", "source", "sample", "collection"))
    return Done("The documents were added.", closed)


def save_collection(workspace: Workspace, comparison_id: str, name: str) -> Done:
    """Save the documents of a comparison, as far as the workspace has them, as a collection."""
    cells = workspace.comparisons.cells(comparison_id)
    keys = dict.fromkeys(cell.document.key for cell in cells if not cell.document.is_address)
    if not keys:
        message = (
            "Only their server has these documents: a collection is of what the workspace keeps."
        )
        raise WorkspaceError(message)
    made = workspace.collections.add(name, keys)
    return Done(f"The collection {made.name} was made.", {"do": None})


def add_side(
    connection: Connection,
    workspace: Workspace,
    comparison_id: str,
    name: str,
    shown: Sequence[str],
) -> Done:
    """Add a version or an execution of the past to a comparison; where only some sides are shown, it is shown beside them."""
    known = dict.fromkeys(cell.document for cell in workspace.comparisons.cells(comparison_id))
    side, past = added_side(client_for(connection), name, tuple(known))
    workspace.comparisons.add_side(comparison_id, side, past)
    sides = [*shown, side.key] if shown else None
    return Done(f"{side.label} was added.", {"do": None, "version": None, "side": sides})


def add_repeat(
    workspace: Workspace, comparison_id: str, side: ComparedSide, *, known_repeats: int
) -> Done:
    """Run a side once more on each document, unless somebody did since `known_repeats` were counted."""
    cells = workspace.comparisons.cells(comparison_id)
    repeats = max((cell.repeat for cell in cells if cell.side == side.key), default=0)
    if repeats == known_repeats:
        workspace.comparisons.add_repeat(comparison_id, side.key)
    return Done(f"{side.label} is run again, to tell how much changes by itself.")


def rename(workspace: Workspace, comparison_id: str, name: str) -> Done:
    """Give a comparison another name."""
    workspace.comparisons.mark_renamed(comparison_id, name)
    return Done()


def stop(workspace: Workspace, comparison_id: str, *, is_stopped: bool) -> Done:
    """Start no more of a comparison's runs, or go on with them."""
    workspace.comparisons.mark_stopped(comparison_id, is_stopped=is_stopped)
    return Done()


def retry(workspace: Workspace, comparison_id: str) -> Done:
    """Make the failed runs again."""
    workspace.comparisons.mark_retried(comparison_id)
    return Done()


def keep_baseline(workspace: Workspace, comparison_id: str, side: str) -> Done:
    """Store which side is the baseline, for all who open the comparison."""
    workspace.comparisons.mark_baseline(comparison_id, side)
    return Done("The baseline is kept for all.", {"side": None})


def publish(
    connection: Connection, workspace: Workspace, comparison_id: str, side: str, description: str
) -> Done:
    """Publish a pipeline's draft, if it still is the one that was compared and nobody published it meanwhile."""
    client = client_for(connection)
    compared = workspace.comparisons.get(comparison_id).side(side)
    pipeline = client.get_pipeline(compared.pipeline_id)
    if config_hash(wire_steps(pipeline.steps)) != compared.config_hash:
        message = "The draft has changed since it was compared: compare it as it is now first."
        raise WorkspaceError(message)
    _require_unpublished(client.list_versions(compared.pipeline_id).versions, compared)
    version = client.create_version(compared.pipeline_id, description or None)
    queries.pipeline.clear()
    queries.pipelines.clear()
    queries.versions.clear()
    sentence = f"{compared.label} was published as version {version.version}, which is active now."
    return Done(sentence, {"do": None})


def _require_unpublished(versions: Sequence[PipelineVersion], compared: ComparedSide) -> None:
    for version in versions:
        if config_hash(wire_steps(version.steps)) == compared.config_hash:
            message = f"Version {version.version} is this draft already: somebody published it."
            raise WorkspaceError(message)


def _keep(workspace: Workspace, document: RunDocument) -> ComparedDocument:
    if isinstance(document.source, str):
        return ComparedDocument(document.source, document.name)
    counted = inspect_file(document.source)
    kept = workspace.documents.add(document.source, document.name, counted)
    return ComparedDocument(kept.sha256, document.name)
