"""A comparison to try: two of the pipelines that come with Lineup on two of its samples."""

from functools import partial

import streamlit as st

from components.comparison_price import compare_label
from lineup.client import ClientError
from lineup.comparing.pricing import price_of
from lineup.contract.extension import Capabilities
from lineup.samples import SAMPLES
from pages.pressing import show_problem
from state import documents, presses, queries
from state.comparison_changes import ComparisonStart, make_comparison
from state.comparison_sides import read_sides, side_name, side_rates
from state.connection import Connection
from state.person import person_name
from state.presses import NEW, Press
from state.workspaces import OpenWorkspace

_PIPELINES = ("Convert (balanced)", "Convert (accurate)")  # which read the scan in two ways
_DOCUMENTS = ("letter-scan.png", "quarterly-report.pdf")
_VERSION = 1


def offer_sample(
    connection: Connection, capabilities: Capabilities | None, opened: OpenWorkspace
) -> None:
    """Offer the sample with its price, where the server has the pipelines; pressing makes and opens it."""
    try:
        ids = {pipeline.name: pipeline.pipeline_id for pipeline in queries.pipelines(connection)}
    except ClientError:
        return  # the page says above that the server does not answer
    names = [side_name(ids[name], _VERSION) for name in _PIPELINES if name in ids]
    sides = [side for side in read_sides(connection, names) if side.problem is None]
    if len(sides) < len(_PIPELINES):
        return
    chosen = [documents.from_sample(one) for one in SAMPLES if one.name in _DOCUMENTS]
    rates = side_rates(connection, capabilities, sides, None)
    price = price_of([document.pages for document in chosen], None, rates)
    start = ComparisonStart(
        name="Sample: balanced or accurate",
        sides=tuple(names),
        documents=tuple(chosen),
        created_by=person_name(),
    )
    st.button(
        f"Try a sample: {compare_label(len(chosen), len(sides), price)}",
        icon=":material/science:",
        key="sample-comparison",
        wrap=True,
        on_click=presses.request,
        args=(
            presses.press_number(),
            Press(
                NEW,
                "Making the comparison…",
                partial(make_comparison, connection, opened.workspace, start),
            ),
        ),
    )
    show_problem(NEW)
