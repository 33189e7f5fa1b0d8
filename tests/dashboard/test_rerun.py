"""What running again from a step would reuse and bill, in words."""

from decimal import Decimal
from typing import Any

import pytest

from components.rerun import first_choice, rerun_steps, rerun_text
from lineup.contract.executions import Execution
from tests.dashboard.samples_of import execution, step


def _three(*statuses: str, **more: Any) -> Execution:
    kinds = ("convert", "extract", "segment")
    steps = [step(n, kinds[n], status) for n, status in enumerate(statuses)]
    return execution(*steps, **more)


def _breakdown(page_count: int | None) -> dict[str, Any]:
    rates = (400, 2_100, Decimal("0.5"))
    steps = [
        {"step_index": index, "label": str(index), "rate_per_1000_cents": rate}
        for index, rate in enumerate(rates)
    ]
    return {"steps": steps, "page_count": page_count, "billed_cents": 3}


@pytest.mark.parametrize(
    ("statuses", "possible", "first"),
    [
        (("completed", "completed", "completed"), [0, 1, 2], 0),
        (("completed", "failed", "skipped"), [0, 1], 1),
        (("failed", "skipped", "skipped"), [0], 0),
    ],
)
def test_a_rerun_begins_where_everything_before_has_a_result(
    statuses: tuple[str, ...], possible: list[int], first: int
) -> None:
    steps = rerun_steps(_three(*statuses), has_results=True)

    assert [each.step_index for each in steps] == possible
    assert first_choice(steps) == first


def test_without_results_a_rerun_begins_at_the_first_step() -> None:
    steps = rerun_steps(_three("completed", "completed", "failed"), has_results=False)

    assert [each.step_index for each in steps] == [0]


def test_what_is_reused_and_what_is_billed_again_is_said() -> None:
    run = _three("completed", "completed", "failed", rate_breakdown=_breakdown(100))

    assert rerun_text(run, 2) == (
        "Reuses 0 convert and 1 extract free · Runs 2 segment anew for about $0.01"
    )
    assert rerun_text(run, 0) == ("Runs 0 convert, 1 extract and 2 segment anew for about $2.51")


def test_without_a_page_count_the_rate_is_said_and_without_a_rate_that_it_is_billed() -> None:
    uncounted = _three("failed", "skipped", "skipped", rate_breakdown=_breakdown(None))

    assert rerun_text(uncounted, 1).endswith("anew at $21.005 per 1,000 pages")
    assert rerun_text(_three("failed", "skipped", "skipped"), 0).endswith("anew, which is billed")
