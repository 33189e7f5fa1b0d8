"""The closed sets of statuses."""

import pytest

from lineup.contract.statuses import ExecutionStatus, StepStatus


@pytest.mark.parametrize(
    "word", ["pending", "running", "completed", "completed_with_errors", "failed"]
)
def test_a_documented_execution_status_is_known(word: str) -> None:
    assert ExecutionStatus(word).value == word


@pytest.mark.parametrize(
    "word", ["pending", "dispatched", "running", "completed", "failed", "skipped"]
)
def test_a_documented_step_status_is_known(word: str) -> None:
    assert StepStatus(word).value == word


@pytest.mark.parametrize("word", ["paused", "", "COMPLETED"])
def test_a_word_that_nobody_documented_is_unknown(word: str) -> None:
    assert ExecutionStatus(word) is ExecutionStatus.UNKNOWN
    assert StepStatus(word) is StepStatus.UNKNOWN


def test_an_execution_never_changes_after_these_statuses() -> None:
    terminal = {status.value for status in ExecutionStatus if status.is_terminal}

    assert terminal == {"completed", "completed_with_errors", "failed"}


def test_a_step_never_changes_after_these_statuses() -> None:
    terminal = {status.value for status in StepStatus if status.is_terminal}

    assert terminal == {"completed", "failed", "skipped"}
