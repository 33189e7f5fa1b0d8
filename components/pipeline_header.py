"""The head of one pipeline: its name, what is active, what it costs, and where it leads."""

from collections.abc import Mapping
from decimal import Decimal

import streamlit as st

from components.confirmation import choose_confirmed
from components.failure import plain
from components.pipelines_table import active_text
from components.run_inputs import rates_text
from components.shell import draw_link, page_address
from components.step_names import cut_name
from lineup.contract.pipelines import DRAFT, MAX_NAME, Pipeline


def draw_pipeline_header(
    pipeline: Pipeline, draft_said: str, rates: Mapping[int, Decimal | None]
) -> None:
    """Draw the name, how draft and active version stand to each other, and the price of both."""
    st.subheader(plain(cut_name(pipeline.title, MAX_NAME)), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.badge(
            f"active: {active_text(pipeline)}", color="green" if pipeline.active_version else "gray"
        )
        st.badge(f"draft: {draft_said}", color="orange" if "differs" in draft_said else "gray")
        if pipeline.archived:
            st.badge("archived", icon=":material/archive:", color="gray")
        if not pipeline.is_saved:
            st.badge("not on the list: give it a name", color="orange")
    st.caption(plain(f"{rates_text(rates)} · {pipeline.pipeline_id}"))


def draw_pipeline_links(pipeline: Pipeline, *, differs: bool) -> None:
    """Draw the links to Run, and to Compare where there is something to compare; both choose from the list."""
    if pipeline.archived or not pipeline.is_saved:
        return
    run_of = pipeline.active_version or DRAFT
    draw_link(
        f"Run v{run_of}" if run_of else "Run the draft",
        run_address(pipeline, run_of),
    )
    if pipeline.active_version and differs:
        draw_link("Run the draft", run_address(pipeline, DRAFT))
        draw_link("Compare with active", compare_address(pipeline))


def run_address(pipeline: Pipeline, version: int) -> str:
    """Return the address of the Run page with a version of the pipeline ticked."""
    return page_address("./", {"pipeline": pipeline.pipeline_id, "version": str(version)})


def compare_address(pipeline: Pipeline) -> str:
    """Return the address of a new comparison of the draft with the active version, which is the baseline."""
    versions = [f"{pipeline.pipeline_id}@{number}" for number in (pipeline.active_version, DRAFT)]
    return page_address("compare", {"version": versions})


def choose_name(pipeline: Pipeline, *, key: str) -> str | None:
    """Draw a field for another name, and return it once it is confirmed."""
    label = "Rename" if pipeline.is_saved else "Name it"
    with st.popover(label, icon=":material/edit:", key=key):
        name = st.text_input("Name", pipeline.name or "", max_chars=MAX_NAME, key=f"{key}-name")
        is_given = st.button("Save the name", type="primary", key=f"{key}-save")
    typed = (name or "").strip()
    return typed if is_given and typed and typed != pipeline.name else None


def choose_archiving(pipeline: Pipeline, *, key: str) -> bool:
    """Draw the button that archives a pipeline after a confirmation, or brings an archived one back."""
    if pipeline.archived:
        return st.button("Bring back to the list", icon=":material/unarchive:", key=f"{key}-back")
    warning = "Takes the pipeline off the list. Its versions still run, and it can be brought back."
    return choose_confirmed("Archive", ":material/archive:", warning, "Archive it", key=key)
