"""Executions, their steps, and the options of a run."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lineup.contract.executions import Execution, ExecutionStep, RunOptions
from lineup.contract.statuses import ExecutionStatus, StepStatus

EXECUTION: dict[str, Any] = {
    "execution_id": "pex_abc123",
    "pipeline_id": "pl_abc123",
    "pipeline_version": 1,
    "status": "completed",
    "steps": [],
}
STEP: dict[str, Any] = {"step_index": 0, "step_type": "convert", "status": "pending"}


def execution(**fields: Any) -> Execution:
    return Execution.model_validate(EXECUTION | fields)


def test_an_execution_with_nothing_but_the_required_fields_is_read() -> None:
    read = execution(steps=[STEP])

    assert read.rate_breakdown is None
    assert read.steps[0].lookup_key is None


def test_a_status_that_nobody_documented_is_unknown_and_keeps_its_word() -> None:
    read = execution(status="paused", steps=[STEP | {"status": "thinking"}])

    assert (read.state, read.status) == (ExecutionStatus.UNKNOWN, "paused")
    assert (read.steps[0].state, read.steps[0].status) == (StepStatus.UNKNOWN, "thinking")


@pytest.mark.parametrize(
    ("status", "is_terminal"),
    [
        ("pending", False),
        ("running", False),
        ("completed", True),
        ("completed_with_errors", True),
        ("failed", True),
        ("paused", False),
    ],
)
def test_an_execution_is_terminal_by_its_status(status: str, is_terminal: bool) -> None:
    assert execution(status=status).is_terminal is is_terminal


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        pytest.param("2026-01-01T00:00:00Z", "2026-01-01T00:00:04.5Z", 4.5, id="ended"),
        pytest.param("2026-01-01T00:00:00", "2026-01-01T01:00:02+01:00", 2.0, id="mixed offsets"),
        pytest.param("2026-01-01T00:00:00Z", None, None, id="running"),
        pytest.param(None, None, None, id="pending"),
        pytest.param(None, "2026-01-01T00:00:00Z", None, id="ended without a start"),
    ],
)
def test_a_duration_is_known_once_something_has_ended(
    start: str | None, end: str | None, seconds: float | None
) -> None:
    step = ExecutionStep.model_validate(STEP | {"started_at": start, "finished_at": end})

    assert step.seconds == seconds
    assert execution(started_at=start, completed_at=end).seconds == seconds


@pytest.mark.parametrize(
    ("input_config", "name"),
    [
        pytest.param({"filename": "a.pdf", "file_url": "https://x/b"}, "a.pdf", id="a file"),
        pytest.param({"file_url": "https://x/b.pdf"}, "https://x/b.pdf", id="an address"),
        pytest.param({"filename": ""}, None, id="an empty name"),
        pytest.param({}, None, id="neither"),
        pytest.param(None, None, id="not told"),
    ],
)
def test_the_document_is_called_as_far_as_the_server_tells(
    input_config: dict[str, str] | None, name: str | None
) -> None:
    assert execution(input_config=input_config).document_name == name


@pytest.mark.parametrize(
    ("steps", "own", "message"),
    [
        pytest.param([None, "b", "c"], "own", "b", id="the first failed step"),
        pytest.param([None], "own", "own", id="the execution's own"),
        pytest.param([None], None, None, id="no failure"),
        pytest.param([], "", None, id="an empty sentence"),
    ],
)
def test_the_error_of_an_execution_is_its_first_failed_steps(
    steps: list[str | None], own: str | None, message: str | None
) -> None:
    body = [STEP | {"error_message": sentence} for sentence in steps]

    assert execution(steps=body, error_message=own).error_message == message


def test_an_execution_whose_server_has_no_word_for_its_error_has_none() -> None:
    assert execution().error_message is None


def test_a_run_with_nothing_chosen_sends_no_option() -> None:
    assert RunOptions().form_fields() == {}


def test_a_run_sends_every_option_that_was_chosen_as_text() -> None:
    options = RunOptions(
        page_range="0,2-4",
        output_format="json",
        run_evals=True,
        skip_cache=True,
        webhook_url="https://example.org/hook",
        processing_location="eu",
        version=3,
    )

    assert options.form_fields() == {
        "page_range": "0,2-4",
        "output_format": "json",
        "run_evals": "true",
        "skip_cache": "true",
        "webhook_url": "https://example.org/hook",
        "processing_location": "eu",
        "version": "3",
    }


def test_a_run_of_the_draft_says_so() -> None:
    assert RunOptions(version=0).form_fields() == {"version": "0"}


def test_an_option_that_was_left_empty_is_not_sent() -> None:
    assert RunOptions(page_range="", webhook_url="").form_fields() == {}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=8).map("x_{}".format), st.integers() | st.text(max_size=5)
    )
)
def test_fields_that_a_newer_server_adds_survive(added: dict[str, Any]) -> None:
    read = execution(steps=[STEP | added], **added)

    assert read.model_dump(exclude_unset=True, mode="json") == EXECUTION | added | {
        "steps": [STEP | added]
    }
