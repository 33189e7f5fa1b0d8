"""Cancelling an execution, and what is drawn of one that was cancelled."""

from datetime import datetime, tzinfo

import streamlit as st

from components.confirmation import choose_confirmed
from components.formatting import moment_text

_WARNING = (
    "Stops the step that runs and skips the rest. Steps that have completed stay, and stay billed."
)


def choose_cancel(*, key: str) -> bool:
    """Draw a button that asks for confirmation, and return whether it was just given."""
    return choose_confirmed(
        "Cancel", ":material/cancel:", _WARNING, "Cancel this execution", key=key
    )


def draw_cancelled(cancelled_at: datetime, zone: tzinfo) -> None:
    """Draw that somebody cancelled the execution, in place of a failure."""
    st.info(cancelled_text(cancelled_at, zone), icon=":material/cancel:")


def cancelled_text(cancelled_at: datetime, zone: tzinfo) -> str:
    """Return when it was cancelled and what that means, as markdown."""
    when = moment_text(cancelled_at, zone).replace(":", "\\:")
    return f"**Cancelled on {when}.** Steps that had completed stay, and stay billed."
