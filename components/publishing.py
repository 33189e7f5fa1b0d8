"""Publishing a draft, and throwing it away."""

import streamlit as st

from components.failure import plain
from components.formatting import version_text
from lineup.contract.pipelines import MAX_DESCRIPTION


def choose_publishing(why_not: str | None, next_version: int, *, key: str) -> str | None:
    """Draw a field for the description and the button; return the description once it was pressed."""
    description = st.text_area(
        "What is new in it",
        key=f"{key}-description",
        max_chars=MAX_DESCRIPTION,
        height=80,
        placeholder="For the list of versions; may stay empty",
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        is_pressed = st.button(
            f"Publish as {version_text(next_version)}",
            type="primary",
            icon=":material/publish:",
            key=f"{key}-publish",
            disabled=why_not is not None,
        )
        if why_not:
            st.caption(plain(why_not), width="content")
    return (description or "") if is_pressed else None


def choose_discard(active: int, why_not: str | None, *, key: str) -> bool:
    """Draw the button that asks before the draft is thrown away, and return whether that was confirmed."""
    with st.popover("Discard the draft", icon=":material/undo:", key=key, disabled=bool(why_not)):
        st.markdown(
            f"Throws away what was changed since {version_text(active)}, and begins with its steps again. "
            "This can't be undone."
        )
        return st.button(
            f"Discard and go back to {version_text(active)}", type="primary", key=f"{key}-confirmed"
        )


def why_not_published(*, is_saved: bool, is_same: bool, active: int, has_newer: bool) -> str | None:
    """Return why the draft can't be published now; None if it can."""
    if has_newer:
        return "Somebody else changed the draft: decide above which one is to stay."
    if not is_saved:
        return "The draft isn't saved yet: mend what is marked above first."
    return f"The draft is the same as {version_text(active)}." if is_same else None
