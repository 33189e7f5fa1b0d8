"""How many documents of a new comparison come from where."""

from collections.abc import Callable, Mapping

import streamlit as st

from components.comparison_documents import Source
from components.formatting import count_text

_NOUNS = {
    Source.SAME: "document of the executions",
    Source.UPLOAD: "upload",
    Source.URLS: "address",
    Source.LIBRARY: "document of the library",
    Source.COLLECTION: "document of the collection",
    Source.SAMPLES: "sample",
    Source.BEFORE: "document",
}


def draw_sum(
    counts: Mapping[Source, int],
    different: int,
    shown: Source,
    *,
    key: str,
    on_remove: Callable[[Source], None],
) -> None:
    """Draw what was chosen in all sources together, and for each that isn't shown a button that takes its documents out.

    Nothing where all of it is in the shown source. `different` is how many documents that are.
    """
    elsewhere = [source for source, count in counts.items() if count and source is not shown]
    if elsewhere:
        st.caption(sum_text(counts, different))
    removable = [source for source in elsewhere if source is not Source.SAME]
    if not removable:
        return
    with st.container(horizontal=True, gap="small"):
        for source in removable:
            st.button(
                f"Remove {source_words(source, counts[source])}",
                icon=":material/close:",
                key=f"{key}-remove-{source}",
                on_click=on_remove,
                args=(source,),
            )


def sum_text(counts: Mapping[Source, int], different: int) -> str:
    """Return `5 uploads, 2 addresses, 1 sample are chosen together.`, and how many of them stand there twice."""
    parts = [source_words(source, count) for source, count in counts.items() if count]
    total = sum(counts.values())
    verb = "is" if total == 1 else "are"
    chosen = f"{', '.join(parts)} {verb} chosen"
    if different == total:
        return f"{chosen}."
    return (
        f"{chosen}; the same documents count once, so that is {count_text(different, 'document')}."
    )


def source_words(source: Source, count: int) -> str:
    """Return `2 addresses`, or `1 document of the library`."""
    first, *more = _NOUNS[source].split(" ", 1)
    plural = f"{first}es" if first.endswith("s") else f"{first}s"
    return " ".join([f"{count:,}", first if count == 1 else plural, *more])
