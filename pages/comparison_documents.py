"""Choosing documents for a comparison, from wherever they come."""

from collections.abc import Sequence

from components.comparison_documents import (
    Source,
    choose_collection,
    choose_of_library,
    choose_samples,
    choose_source,
    draw_chosen,
)
from components.run_inputs import edit_urls
from lineup.samples import SAMPLES
from lineup.workspace.opening import Workspace
from pages.uploading import choose_uploads
from state import comparison_documents, documents, url
from state.comparison_sides import SideChoice
from state.documents import RunDocument


def choose_documents(
    workspace: Workspace, source: Source, sides: Sequence[SideChoice], *, key: str
) -> list[RunDocument]:
    """Draw the choice of documents of this source and return those chosen."""
    chosen = _documents(workspace, source, sides, key)
    draw_chosen(chosen)
    return chosen


def uploader_key(key: str) -> str:
    """Return the key of the uploader in the choice of documents with this key."""
    return f"{key}-uploads"


def read_source(sources: Sequence[Source]) -> Source:
    """Draw where documents come from and return it, as the URL says it."""
    told = url.text("source")
    shown = Source(told) if told in set(sources) else sources[0]
    if len(sources) == 1:
        return shown
    chosen = choose_source(sources, shown, key=f"source-{url.revision('source', 'version')}")
    if chosen is not shown:
        url.go(source=chosen.value)
    return chosen


def _documents(
    workspace: Workspace, source: Source, sides: Sequence[SideChoice], key: str
) -> list[RunDocument]:
    match source:
        case Source.UPLOAD:
            return choose_uploads(key=uploader_key(key))
        case Source.URLS:
            return documents.from_urls(edit_urls(key=f"{key}-urls"))
        case Source.SAMPLES:
            return _samples(key)
        case _:
            return _known(workspace, source, sides, key)


def _known(
    workspace: Workspace, source: Source, sides: Sequence[SideChoice], key: str
) -> list[RunDocument]:
    """Return documents that the workspace knows; none where nothing is run."""
    match source:
        case Source.LIBRARY:
            known = workspace.documents.list_documents()
            picked = choose_of_library(known, key=f"{key}-library")
            return comparison_documents.of_library(picked)
        case Source.COLLECTION:
            return _of_collection(workspace, key)
        case Source.SAME:
            return comparison_documents.of_executions(workspace, sides)
        case _:
            return []


def _of_collection(workspace: Workspace, key: str) -> list[RunDocument]:
    shown = url.text("collection")
    known = workspace.collections.list_collections()
    picked = choose_collection(known, shown, key=f"{key}-collection-{url.revision('collection')}")
    if picked is None:
        return []
    if picked.name != shown:
        url.go(collection=picked.name)
    return comparison_documents.of_collection(workspace, picked.documents)


def _samples(key: str) -> list[RunDocument]:
    shown = [sample.name for sample in SAMPLES if sample.name in url.texts("sample")]
    picked = choose_samples(SAMPLES, shown, key=f"{key}-samples-{url.revision('sample')}")
    if set(picked) != set(shown):
        url.go(sample=picked)
    return [documents.from_sample(sample) for sample in SAMPLES if sample.name in shown]
