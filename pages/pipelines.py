"""Pipelines: the list, and one of them with its draft and its versions."""

from components.shell import draw_link, page_address
from pages.head import open_page
from pages.pipeline import show_pipeline
from pages.pipeline_list import show_pipelines
from pages.pressing import carry_out_presses
from state import url
from state.processors import installed_processors
from state.selection import PIPELINE

connection, _ = open_page("Pipelines")
carry_out_presses()
known = installed_processors(connection)
opened = url.text(PIPELINE)
if opened:
    draw_link("← All pipelines", page_address("pipelines", {}))
    show_pipeline(connection, opened, known)
else:
    show_pipelines(connection, known)
