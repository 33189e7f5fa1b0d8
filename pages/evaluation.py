"""How the step of an execution scored, and the way from a low result to its place on the page."""

from collections.abc import Sequence

from components.evaluation_view import (
    LowResult,
    draw_evaluation,
    draw_not_scored,
    why_not_scored,
)
from components.page_blocks import ResultPage
from lineup.contract.evaluations import read_evaluation
from lineup.contract.executions import Execution
from lineup.contract.results import StepResult
from state.selection import chosen_row, show_place


def show_evaluation(
    execution: Execution, step_index: int, result: StepResult, pages: Sequence[ResultPage]
) -> None:
    """Show the step's scores, or why there are none."""
    evaluation = read_evaluation(result.evaluation)

    def open_place(key: str, results: Sequence[LowResult]) -> None:
        row = chosen_row(key)
        if row is not None and row < len(results):
            _open(execution, pages, results[row])

    if evaluation is None:
        draw_not_scored(why_not_scored(execution, step_index))
    else:
        key = f"evaluation-{execution.execution_id}-{step_index}"
        draw_evaluation(evaluation, on_open=open_place, key=key)


def _open(execution: Execution, pages: Sequence[ResultPage], low: LowResult) -> None:
    page = next((page for page in pages if page.page_index == low.page_id), None)
    if page is not None:
        show_place(page, low.block_id, block_key(execution.execution_id, page))


def block_key(execution_id: str, page: ResultPage) -> str:
    """Return the key of the choice of a page's block."""
    return f"block-{execution_id}-{page.position}"
