"""What pressing Run started, and what it could not."""

from collections.abc import Sequence

import streamlit as st

from components.failure import draw_failure, plain
from components.formatting import version_text
from lineup.client import ClientError
from lineup.contract.executions import Execution


def draw_failed_start(document_name: str, version: int | None, error: ClientError) -> None:
    """Draw which run the server did not take, and why."""
    name = "" if version is None else f" · {version_text(version)}"
    st.markdown(f"**{plain(document_name)}**{name} was not started:")
    draw_failure(error)


def started_text(executions: Sequence[Execution]) -> str:
    """Return how far the started executions are: `2 of 6 finished, 1 failed`."""
    finished = sum(execution.is_terminal for execution in executions)
    failed = sum(execution.state.value == "failed" for execution in executions)
    text = f"{finished:,} of {len(executions):,} finished"
    return f"{text}, {failed:,} failed" if failed else text
