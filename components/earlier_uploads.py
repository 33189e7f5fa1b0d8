"""Documents that were uploaded before another source was looked at."""

from collections.abc import Callable, Sequence

import streamlit as st

from components.failure import plain
from components.step_names import cut_name
from state.uploads import StoredUpload

_MOST_DRAWN = 12


def draw_earlier(
    uploads: Sequence[StoredUpload],
    *,
    key: str,
    on_remove: Callable[[str], None],
    on_remove_all: Callable[[], None],
) -> None:
    """Draw a button for each that takes it out again, and one that takes out all; of many only the first ones.

    `on_remove` is called with the document's sha256.
    """
    if not uploads:
        return
    st.caption("Uploaded before and still chosen:")
    with st.container(horizontal=True, gap="small"):
        for upload in uploads[:_MOST_DRAWN]:
            st.button(
                f"Remove {plain(cut_name(upload.filename))}",
                icon=":material/close:",
                key=f"{key}-remove-{upload.sha256[:12]}",
                on_click=on_remove,
                args=(upload.sha256,),
            )
        if len(uploads) > 1:
            st.button(
                f"Remove all {len(uploads):,}",
                icon=":material/close:",
                key=f"{key}-remove-all",
                on_click=on_remove_all,
            )
