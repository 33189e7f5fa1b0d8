"""Run a pipeline on documents."""

import streamlit as st

from components.empty import draw_no_pipelines
from pages.head import open_page
from pages.pressing import carry_out_presses
from pages.run_form import edit_run
from pages.run_started import show_started
from state import queries, url

connection, capabilities = open_page("Run")
carry_out_presses()

pipelines = queries.pipelines(connection)
# No st.stop: it would drop the presses that came while the page was drawn.
if pipelines:
    shown = url.texts("started")
    with st.expander("What to run", expanded=not shown, icon=":material/tune:"):
        edit_run(connection, capabilities, pipelines)
    show_started(connection, shown)
else:
    draw_no_pipelines()
