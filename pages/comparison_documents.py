"""Choosing documents for a comparison, from wherever they come: what is chosen in each source adds up."""

from collections.abc import Callable, Sequence
from functools import partial

from components.chosen_sources import draw_sum
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
from lineup.workspace.errors import UnknownError
from lineup.workspace.opening import Workspace
from pages.uploading import choose_uploads
from state import comparison_documents, documents, kept_choices, uploads, url
from state.comparison_sides import SideChoice
from state.documents import RunDocument, each_once
from state.presses import Done


def choose_documents(
    workspace: Workspace, sources: Sequence[Source], sides: Sequence[SideChoice], *, key: str
) -> tuple[Source, list[RunDocument]]:
    """Draw the choice of documents and return the source that is shown and what is chosen in all of them together.

    Of those who compare what was run before, which is a source too, nothing is run.
    """
    shown = _read_source(sources)
    _draw(workspace, shown, key)
    if shown is Source.BEFORE:
        return shown, []
    found: dict[Source, list[RunDocument]] = {
        source: _chosen(workspace, source, sides, key)
        for source in sources
        if source is not Source.BEFORE
    }
    chosen = each_once(document for each in found.values() for document in each)
    counts = {source: len(each) for source, each in found.items()}
    draw_sum(counts, len(chosen), shown, key=key, on_remove=partial(_remove, key))
    draw_chosen(chosen)
    return shown, chosen


def used_up(key: str, act: Callable[[], Done]) -> Done:
    """Return what the act does; once it is done, what was chosen in the choice with this key is chosen no longer.

    What the URL names is left to the act.
    """
    done = act()
    uploads.remove_uploads(_uploads(key))
    kept_choices.forget_choice(_urls(key))
    kept_choices.forget_choice(_library(key))
    return done


def _read_source(sources: Sequence[Source]) -> Source:
    """Draw where documents come from and return it, as the URL says it."""
    told = url.text("source")
    shown = Source(told) if told in set(sources) else sources[0]
    if len(sources) == 1:
        return shown
    chosen = choose_source(sources, shown, key=f"source-{url.revision('source', 'version')}")
    if chosen is not shown:
        url.go(source=chosen.value)
    return chosen


def _draw(workspace: Workspace, source: Source, key: str) -> None:
    """Draw what is chosen in this source, where something can be."""
    match source:
        case Source.UPLOAD:
            choose_uploads(key=_uploads(key))
        case Source.URLS:
            edit_urls(key=_urls(key))
        case Source.LIBRARY:
            choose_of_library(workspace.documents.list_documents(), key=_library(key))
        case Source.COLLECTION:
            _choose_collection(workspace, key)
        case Source.SAMPLES:
            _choose_samples(key)
        case Source.SAME | Source.BEFORE:
            pass


def _chosen(
    workspace: Workspace, source: Source, sides: Sequence[SideChoice], key: str
) -> list[RunDocument]:
    """Return what is chosen in this source, drawn or not."""
    match source:
        case Source.UPLOAD:
            return documents.from_uploads(uploads.chosen_uploads(_uploads(key)))
        case Source.URLS:
            return documents.from_urls(kept_choices.kept_text(_urls(key)))
        case Source.LIBRARY:
            picked = kept_choices.kept_list(_library(key))
            return comparison_documents.of_sha256s(workspace, picked)
        case Source.COLLECTION:
            return comparison_documents.of_sha256s(workspace, _collected(workspace))
        case Source.SAMPLES:
            return [documents.from_sample(each) for each in SAMPLES if each.name in _samples()]
        case Source.SAME | Source.BEFORE:
            return comparison_documents.of_executions(workspace, sides)


def _remove(key: str, source: Source) -> None:
    """Choose nothing of this source any longer."""
    match source:
        case Source.UPLOAD:
            uploads.remove_uploads(_uploads(key))
        case Source.URLS:
            kept_choices.forget_choice(_urls(key))
        case Source.LIBRARY:
            kept_choices.forget_choice(_library(key))
        case Source.COLLECTION:
            url.put(collection=None)
        case Source.SAMPLES:
            url.put(sample=None)
        case Source.SAME | Source.BEFORE:
            pass


def _choose_collection(workspace: Workspace, key: str) -> None:
    shown = url.text("collection")
    known = workspace.collections.list_collections()
    picked = choose_collection(known, shown, key=f"{key}-collection-{url.revision('collection')}")
    if picked is not None and picked.name != shown:
        url.go(collection=picked.name)


def _collected(workspace: Workspace) -> Sequence[str]:
    name = url.text("collection")
    try:
        return workspace.collections.get(name).documents if name else ()
    except UnknownError:
        return ()


def _choose_samples(key: str) -> None:
    shown = _samples()
    picked = choose_samples(SAMPLES, shown, key=f"{key}-samples-{url.revision('sample')}")
    if set(picked) != set(shown):
        url.go(sample=picked)


def _samples() -> list[str]:
    return [sample.name for sample in SAMPLES if sample.name in url.texts("sample")]


def _uploads(key: str) -> str:
    return f"{key}-uploads"


def _urls(key: str) -> str:
    return f"{key}-urls"


def _library(key: str) -> str:
    return f"{key}-library"
