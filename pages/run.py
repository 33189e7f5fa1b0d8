"""Run a pipeline on documents."""

import streamlit as st

from components.empty import draw_no_pipelines
from pages.head import open_page
from pages.run_form import edit_run
from pages.run_started import show_started
from state import queries, runs, url

connection, capabilities = open_page("Run")
if runs.requested_starts():
    with st.spinner(f"Starting {len(runs.requested_starts())}…"):
        runs.carry_out_starts(connection)
started = runs.take_started()
if started:
    url.go(started=started, execution=None)

pipelines = queries.pipelines(connection)
# No st.stop: it would drop the presses that came while the page was drawn.
if pipelines:
    shown = url.texts("started")
    with st.expander("What to run", expanded=not shown, icon=":material/tune:"):
        edit_run(connection, capabilities, pipelines)
    show_started(connection, shown)
else:
    draw_no_pipelines()
