"""Selecting executions of the list, and what can be done with them."""

from collections.abc import Sequence

from components.comparison_links import comparing_of
from components.executions_table import row_of_execution
from components.selected_executions import (
    draw_missing,
    draw_ways,
    edit_selected,
    selection_words,
)
from lineup.contract.extension import ExecutionRow
from state import queries
from state.browser import time_zone
from state.connection import Connection
from state.selected_executions import MOST_SELECTED, put_selected, read_selected, select_none
from state.url_widgets import widget_key


def edit_selection(connection: Connection, rows: Sequence[ExecutionRow]) -> list[str]:
    """Draw what is selected, to which these rows can be added, and return the ids. Raises ClientError."""
    found, missing = read_selected(connection)
    ids = [one.execution_id for one in found]
    titles = {each.pipeline_id: each.title for each in queries.pipelines(connection)}
    by_id = {row.execution_id: row for row in rows}
    for one in found:
        by_id.setdefault(one.execution_id, row_of_execution(one, titles.get(one.pipeline_id)))
    edit_selected(
        selection_words(list(by_id.values()), time_zone()),
        ids,
        most=MOST_SELECTED,
        key=widget_key("selected-executions", ids),
        on_change=put_selected,
    )
    draw_missing(missing)
    if found:
        selected = [by_id[each] for each in ids]
        draw_ways(comparing_of(found), selected, key="selected", on_clear=select_none)
    return ids
