"""All executions."""

from components.execution_filters import edit_filters
from components.shell import draw_link, page_address
from lineup.contract.extension import ExecutionSort, Feature
from pages.detail import show_execution
from pages.execution_list import show_all, show_of_pipeline
from pages.head import open_page
from pages.pressing import carry_out_presses
from state import filters, queries, url
from state.selected_executions import SELECTED, selected_ids
from state.selection import EXECUTION

connection, capabilities = open_page("Executions")
carry_out_presses()
current = filters.read_filters()
opened = url.text(EXECUTION)
# No st.stop: it would drop the presses that came while the page was drawn.
if opened:
    place = {**current.parameters(), "cursor": url.texts("cursor"), SELECTED: selected_ids()}
    draw_link("← Back to the list", page_address("executions", place))
    show_execution(connection, opened, lambda other: {EXECUTION: other})
elif capabilities is None or not capabilities.has(Feature.EXECUTION_SEARCH):
    show_of_pipeline(connection, queries.pipelines(connection))
else:
    versions = filters.version_numbers(connection, current.pipeline_id)
    revision = url.revision(*current.parameters())
    sorts = list(ExecutionSort) if capabilities.has(Feature.EXECUTION_SORT) else []
    pipelines = queries.pipelines(connection)
    chosen = edit_filters(current, pipelines, versions, sorts, key=f"filters-{revision}")
    if chosen != current:
        url.go(**chosen.parameters(), cursor=None)
    show_all(connection, current)
