"""Pipelines: the list, and one of them with its draft and its versions."""

from components.failure import draw_failure
from components.shell import draw_link, page_address
from lineup.client import ClientError
from pages.head import open_page
from pages.pipeline import show_pipeline
from pages.pipeline_list import show_pipelines
from state import pipeline_changes, url
from state.processors import installed_processors
from state.selection import PIPELINE

connection, _ = open_page("Pipelines")
try:
    made = pipeline_changes.carry_out_creation(connection)
except ClientError as error:
    draw_failure(error)
else:
    if made is not None:
        url.go(**{PIPELINE: made}, cursor=None)

known = installed_processors(connection)
opened = url.text(PIPELINE)
if opened:
    draw_link("← All pipelines", page_address("pipelines", {}))
    show_pipeline(connection, opened, known)
else:
    show_pipelines(connection, known)
