"""Deleting an execution's results, and what is drawn where they were."""

from datetime import datetime, tzinfo

import streamlit as st

from components.confirmation import choose_confirmed
from components.formatting import moment_text

_WARNING = (
    "Deletes the results of all steps, the page images, and the document itself unless another execution or a stored "
    "file needs it. The execution stays in the list. This can't be undone."
)


def choose_deletion(*, key: str) -> bool:
    """Draw a button that asks for confirmation, and return whether it was just given."""
    return choose_confirmed(
        "Delete results", ":material/delete:", _WARNING, "Delete for good", key=key
    )


def draw_results_deleted(deleted_at: datetime, zone: tzinfo) -> None:
    """Draw, in place of a result, when it was deleted and what to do."""
    st.info(results_deleted_text(deleted_at, zone), icon=":material/delete:")


def results_deleted_text(deleted_at: datetime, zone: tzinfo) -> str:
    """Return when the results were deleted and what is left, as markdown."""
    when = moment_text(deleted_at, zone).replace(":", "\\:")
    return (
        f"**The results were deleted on {when}.**\n\n"
        "Steps, times and cost stay. Run the document again for new results."
    )
