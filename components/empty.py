"""What is drawn where there is nothing yet: it says what to do next."""

import streamlit as st

from components.shell import draw_link, page_address


def draw_nothing_run() -> None:
    """Draw the list of executions before anything has run."""
    with st.container(border=True):
        st.markdown("**Nothing has run yet.**")
        st.markdown("Each run of a pipeline on a document appears here, with its steps and result.")
        draw_link("Run a sample document", page_address("./", {"source": "Samples"}))


def draw_nothing_found() -> None:
    """Draw the list of executions when the filters match none."""
    with st.container(border=True):
        st.markdown("**No execution matches these filters.**")
        draw_link("Show all executions", page_address("executions", {}))


def draw_no_pipelines() -> None:
    """Draw the run page on a server without pipelines."""
    with st.container(border=True):
        st.markdown("**This server has no saved pipelines.**")
        st.markdown("A pipeline says what is done with a document, step by step.")
        draw_link("Make a pipeline", page_address("pipelines", {}))
