"""Choosing the documents of a comparison, and what is kept of them."""

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from components.choice_words import told_apart
from components.formatting import count_text
from components.run_inputs import document_line
from lineup.samples import Sample
from lineup.workspace.collections import MAX_NAME, Collection
from lineup.workspace.documents import Document
from state.documents import RunDocument

_MOST_LISTED = 500
"""How many documents of the library are offered at once; a text narrows them."""

_MOST_DRAWN = 12


class Source(StrEnum):
    """Where documents come from."""

    SAME = "same"
    """What the executions of the past read."""
    UPLOAD = "upload"
    URLS = "urls"
    LIBRARY = "library"
    COLLECTION = "collection"
    SAMPLES = "samples"
    BEFORE = "before"
    """Nothing is run: what was run before is compared."""


_LABELS = {
    Source.SAME: "The execution's",
    Source.UPLOAD: "Upload",
    Source.URLS: "URLs",
    Source.LIBRARY: "Library",
    Source.COLLECTION: "Collection",
    Source.SAMPLES: "Samples",
    Source.BEFORE: "Run before",
}


def sources_of(executions: int, sides: int) -> tuple[Source, ...]:
    """Return where documents may come from, the likeliest first, for so many past executions among the sides."""
    if executions and executions == sides:
        return (Source.BEFORE,)
    return tuple(source for source in Source if executions or source is not Source.SAME)


def choose_source(sources: Sequence[Source], shown: Source, *, key: str) -> Source:
    """Draw where documents come from and return the one chosen, at first the shown one."""
    picked = st.segmented_control(
        "Documents",
        sources,
        default=shown,
        format_func=lambda source: _LABELS[source],
        required=True,
        key=key,
        wrap=True,
    )
    return Source(picked or shown)


def choose_of_library(known: Sequence[Document], *, key: str) -> None:
    """Draw the documents of the workspace, the newest offered first; what is chosen is kept under the key."""
    if not known:
        st.caption("The workspace has no documents yet: those that are compared are kept in it.")
        return
    offered = known[:_MOST_LISTED]
    words = told_apart({one.sha256: library_words(one) for one in offered}, lambda key: key[:12])
    st.multiselect(
        "Documents of the workspace",
        list(words),
        format_func=lambda sha256: words[sha256],
        placeholder="Type a part of a name or a tag",
        key=key,
        persist_state="session",
    )
    if len(known) > _MOST_LISTED:
        st.caption(
            f"Offers the newest {_MOST_LISTED:,} of {len(known):,} documents; collections have the others."
        )


def library_words(document: Document) -> str:
    """Return `invoice.pdf · 3 pages · #paid`."""
    pages = [] if document.pages is None else [count_text(document.pages, "page")]
    tags = [f"#{tag}" for tag in document.tags]
    return " · ".join([document.name, *pages, *([" ".join(tags)] if tags else [])])


def choose_collection(
    collections: Sequence[Collection], shown: str, *, key: str
) -> Collection | None:
    """Draw the collections and return the one chosen, at first the one of the shown name."""
    if not collections:
        st.caption("There are no collections yet: documents that are compared can be saved as one.")
        return None
    by_name = {one.name: one for one in collections}
    names = list(by_name)
    picked = st.selectbox(
        "Collection",
        names,
        index=names.index(shown) if shown in by_name else None,
        format_func=lambda name: f"{name} · {count_text(len(by_name[name].documents), 'document')}",
        placeholder="Choose a collection",
        key=key,
    )
    return None if picked is None else by_name[picked]


def choose_samples(samples: Sequence[Sample], shown: Sequence[str], *, key: str) -> list[str]:
    """Draw the built-in samples and return the names of those chosen, at first the shown ones."""
    by_name = {sample.name: sample for sample in samples}
    return st.pills(
        "Built-in samples",
        list(by_name),
        selection_mode="multi",
        default=[name for name in by_name if name in shown],
        format_func=lambda name: by_name[name].title,
        key=key,
        wrap=True,
    )


def draw_chosen(documents: Sequence[RunDocument]) -> None:
    """Draw the documents, those with a problem first; of many only the first ones."""
    ordered = sorted(documents, key=lambda document: document.problem is None)
    for document in ordered[:_MOST_DRAWN]:
        st.markdown(document_line(document))
    if len(ordered) > _MOST_DRAWN:
        st.caption(f"and {count_text(len(ordered) - _MOST_DRAWN, 'more document')}")
    bad = sum(document.problem is not None for document in documents)
    if bad and bad < len(documents):
        st.caption(f"{count_text(bad, 'document')} can't be run and will be left out.")


def edit_keeping(*, key: str) -> tuple[str, tuple[str, ...]]:
    """Draw under what name and with which tags the documents are kept, and return both; empty for none."""
    with st.expander("Save these documents as a collection, or tag them", icon=":material/label:"):
        name = st.text_input(
            "Save as a collection named",
            key=f"{key}-collection-name",
            max_chars=MAX_NAME,
            placeholder="such as: Invoices of March",
        )
        tags = st.text_input(
            "Tags", key=f"{key}-tags", placeholder="separated by commas, such as: paid, scanned"
        )
    return (name or "").strip(), split_tags(tags or "")


def edit_collection(documents: int, *, key: str) -> str | None:
    """Draw the way to keep all documents of a comparison as a collection, and return the name that was just given."""
    label = f"Save the {count_text(documents, 'document')} of this comparison as a collection"
    with st.expander(label, icon=":material/label:"), st.form(f"{key}-form", border=False):
        name = st.text_input("Name of the collection", max_chars=MAX_NAME, key=f"{key}-name")
        is_given = st.form_submit_button("Save")
    return name.strip() if is_given and name else None


def split_tags(text: str) -> tuple[str, ...]:
    """Return the tags that a text names, each once."""
    told = (" ".join(part.split()) for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in told if tag))
