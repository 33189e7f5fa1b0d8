"""Publishing a draft, and throwing it away."""

import streamlit as st

from components.failure import plain
from components.formatting import version_text
from lineup.contract.pipelines import MAX_DESCRIPTION


def edit_description(*, key: str) -> str:
    """Draw a field for what is new in a version, and return it."""
    description = st.text_area(
        "What is new in it",
        key=key,
        max_chars=MAX_DESCRIPTION,
        height=80,
        placeholder="For the list of versions; may stay empty",
    )
    return description or ""


def choose_publishing(why_not: str | None, next_version: int, *, key: str) -> bool:
    """Draw the button that publishes, and where it can't be pressed why; return whether it was."""
    is_pressed = st.button(
        f"Publish as {version_text(next_version)}",
        type="primary",
        icon=":material/publish:",
        key=key,
        disabled=why_not is not None,
    )
    if why_not:
        st.caption(plain(why_not), width="content")
    return is_pressed


def choose_discard(active: int, *, can: bool, key: str) -> bool:
    """Draw the button that asks before the draft is thrown away, and return whether that was confirmed."""
    with st.popover("Discard the draft", icon=":material/undo:", key=key, disabled=not can):
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
