from components.statuses import execution_look, step_look
from lineup.contract.statuses import ExecutionStatus, StepStatus


def test_each_status_of_an_execution_has_its_own_sign_and_word() -> None:
    texts = {execution_look(status).text for status in ExecutionStatus}
    assert len(texts) == len(ExecutionStatus)


def test_each_status_of_a_step_has_a_sign_and_a_word() -> None:
    assert [step_look(status).text for status in StepStatus] == [
        "○ waiting",
        "○ waiting",
        "◐ running",
        "✔ completed",
        "✖ failed",
        "⤼ skipped",
        "? unknown",
    ]


def test_a_word_that_we_do_not_know_is_shown_as_it_came() -> None:
    assert execution_look(ExecutionStatus("paused"), "paused").text == "? paused"
    assert step_look(StepStatus("paused"), "paused").text == "? paused"
