from datetime import timedelta
from typing import Any

from components.execution_header import failed_step_text, headline, settings_text
from components.started import started_text
from tests.dashboard.samples_of import NOON, execution, step


def test_the_headline_says_pipeline_version_pages_time_and_cost() -> None:
    done = execution(
        started_at=NOON,
        completed_at=NOON + timedelta(seconds=4.1),
        rate_breakdown={"steps": [], "page_count": 12, "billed_cents": 26},
    )
    assert headline(done, "Invoices") == "Invoices v6 · 12 pages · 4.1 s · $0.26"


def test_what_is_not_known_is_left_out_of_the_headline() -> None:
    assert headline(execution(), "Invoices") == "Invoices v6"


def test_a_failed_step_says_why_and_what_it_was_given() -> None:
    failed = step(status="failed", error_message="The PDF is *broken*.")
    run = execution(
        failed,
        input_config={"filename": "a_b.pdf", "page_range": "0,2", "output_format": "markdown,json"},
        config_snapshot={
            "steps": [{"type": "convert", "settings": {"mode": "fast", "paginate": True, "x": {}}}]
        },
    )
    assert failed_step_text(run, failed) == (
        "**✖ Step 0 convert:** The PDF is \\*broken\\*.\n\n"
        "Its input: a\\_b.pdf · pages 1, 3 · as Markdown and JSON · mode fast, paginate yes"
    )


def test_a_failed_step_without_a_word_says_so() -> None:
    failed = step(status="failed")
    text = failed_step_text(execution(failed, input_config={"page_range": "odd"}), failed)
    assert text == (
        "**✖ Step 0 convert:** The server gives no reason.\n\n"
        "Its input: a document whose name isn't told · pages odd"
    )


def test_settings_that_are_not_where_they_should_be_are_left_out() -> None:
    failed = step(status="failed", error_message="x")
    snapshots: list[dict[str, Any]] = [
        {"steps": []},
        {"steps": ["odd"]},
        {"steps": [{"settings": "odd"}]},
        {},
    ]
    for snapshot in snapshots:
        assert failed_step_text(execution(failed, config_snapshot=snapshot), failed).endswith(
            "all pages"
        )


def test_settings_are_words() -> None:
    assert (
        settings_text({"mode": "fast", "max_pages": 3, "cache": False})
        == "mode fast, max_pages 3, cache no"
    )


def test_the_started_executions_are_counted() -> None:
    running, failed = execution(status="running"), execution(status="failed")
    assert started_text([running, execution()]) == "1 of 2 finished"
    assert started_text([failed, execution()]) == "2 of 2 finished, 1 failed"
