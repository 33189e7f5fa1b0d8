"""Which of a document's differences are read: their sort, judged or not, those of form, and blind."""

import streamlit as st

from components.difference_choices import choose_sort, document_text, draw_switch
from state import reading_place, url
from state.open_document import OpenDocument
from state.reading_place import SORT, UNJUDGED


def show_choices(document: OpenDocument) -> None:
    """Show the document's name, how far it is judged, and the choices; each choice goes into the address."""
    name = document.read.document.name
    st.subheader(document_text(name, document.told, document.judged), anchor=False)
    if not document.whole:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        choose_sort(
            document.told,
            reading_place.sort(),
            key=f"reading-sort-{url.revision(SORT)}",
            on_choose=reading_place.go_to_sort,
        )
        for name, label, is_on in _switches(document):
            draw_switch(
                label,
                is_on=is_on,
                key=f"reading-{name}-{url.revision(name)}",
                on_switch=reading_place.go_to_switched,
                name=name,
            )


def _switches(document: OpenDocument) -> tuple[tuple[str, str, bool], ...]:
    of_form = sum(not one.is_real for one in document.whole)
    return (
        (UNJUDGED, "Not judged only", reading_place.is_unjudged_only()),
        ("form", f"Differences of form ({of_form:,})", document.view.with_form),
        ("blind", "Judge blind", document.view.is_blind),
    )
