"""One execution, by its id in the URL."""

import streamlit as st

from components.shell import draw_link, page_address
from pages.detail import show_execution
from pages.head import open_page
from pages.pressing import carry_out_presses
from state import url

connection, _ = open_page("Execution")
carry_out_presses()
draw_link("← All executions", page_address("executions", {}))
execution_id = url.text("id")
if execution_id:
    show_execution(connection, execution_id, lambda other: {"id": other})
else:
    st.info("The address names no execution. Choose one from the list.", icon=":material/info:")
