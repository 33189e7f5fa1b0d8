"""Compare versions: the list of comparisons, the form of a new one, and one that is open."""

import streamlit as st

from components.failure import draw_failure
from pages.comparison import show_comparison
from pages.comparison_form import edit_comparison
from pages.comparison_list import show_comparisons
from pages.head import open_page_of_workspace
from pages.person import keep_person
from pages.pressing import carry_out_presses
from state import url
from state.comparison_view import read_view
from state.workspaces import current_workspace

with st.container():  # what comes and goes in it doesn't move what is below
    connection, capabilities, away = open_page_of_workspace("Compare")
    if away is not None:
        draw_failure(away, retry_key="retry-compare")
    keep_person()
    opened = current_workspace()
    carry_out_presses()
view = read_view()
# No st.stop: it would drop the presses that came while the page was drawn.
if view.comparison_id:
    show_comparison(connection, opened, view)
elif url.text("new") or url.texts("version"):
    if away is None:
        edit_comparison(connection, capabilities, opened)
else:
    show_comparisons(connection, capabilities, opened)
