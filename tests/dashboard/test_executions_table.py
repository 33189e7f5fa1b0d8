import csv
import io
from datetime import UTC, timedelta
from decimal import Decimal

from components.executions_csv import executions_csv
from components.executions_table import executions_frame, row_of_execution
from components.list_pages import ListPosition, position_text
from tests.dashboard.samples_of import NOON, execution, row


def test_a_row_says_what_ran_on_what_and_how_it_went() -> None:
    frame = executions_frame([row()], NOON + timedelta(minutes=5), UTC)
    assert frame.to_dict("records") == [
        {
            "Status": "✔ completed",
            "Pipeline": "Invoices",
            "Version": "v6",
            "Document": "invoice.pdf",
            "Started": "5 min ago",
            "Duration": "4.1 s",
            "Pages": "1,204",
            "Cost": "$0.26",
        }
    ]


def test_errors_have_a_column_where_there_are_any() -> None:
    frame = executions_frame([row(), row(error_message="It hung.")], NOON, UTC)
    assert list(frame["Error"]) == ["", "It hung."]


def test_what_is_not_known_is_a_dash() -> None:
    waiting = row(
        pipeline_name=None,
        document_name=None,
        page_count=None,
        started_at=None,
        completed_at=None,
        billed_cents=None,
    )
    frame = executions_frame([waiting], NOON, UTC)
    assert frame.iloc[0].to_dict() == {
        "Status": "✔ completed",
        "Pipeline": "pl_000000000001",
        "Version": "v6",
        "Document": "–",
        "Started": "just now",
        "Duration": "–",
        "Pages": "–",
        "Cost": "–",
    }


def test_an_execution_of_a_server_without_rows_makes_one() -> None:
    made = row_of_execution(
        execution(
            created=NOON,
            started_at=NOON,
            rate_breakdown={"steps": [], "page_count": 3, "billed_cents": 2},
        ),
        "Invoices",
    )
    assert (made.pipeline_name, made.document_name, made.page_count, made.billed_cents) == (
        "Invoices",
        "invoice.pdf",
        3,
        Decimal(2),
    )


def test_an_execution_that_tells_little_still_makes_a_row() -> None:
    made = row_of_execution(execution(), None)
    assert (made.page_count, made.billed_cents, made.created.tzinfo) == (None, None, UTC)


def test_a_spreadsheet_gets_plain_numbers_and_no_formulas() -> None:
    waiting = row(
        document_name="=1+1", started_at=None, completed_at=None, page_count=None, billed_cents=None
    )
    cancelled = row(status="failed", cancelled_at=NOON, error_message="Stopped,\nearly")
    lines = list(csv.reader(io.StringIO(executions_csv([row(), waiting, cancelled]), newline="")))
    assert lines[0][:3] == ["execution", "status", "pipeline"]
    assert lines[1] == [
        "pex_000000000001", "completed", "Invoices", "6", "invoice.pdf", "2026-11-03T12:00:00+00:00", "4.1", "1204", "0.26", "",
    ]  # fmt: skip
    assert lines[2][4:] == ["'=1+1", "2026-11-03T12:00:00+00:00", "", "", "", ""]
    assert (lines[3][1], lines[3][9]) == ("cancelled", "Stopped,\nearly")


def test_the_position_says_which_rows_of_how_many() -> None:
    assert position_text(ListPosition(50, 50, 10_000)) == "51 to 100 of 10,000 executions"
    assert position_text(ListPosition(0, 3, 3)) == "3 executions"
    assert position_text(ListPosition(0, 1, 1)) == "1 execution"
    assert position_text(ListPosition(50, 0, 50)) == "No more of 50 executions"


def test_what_was_not_counted_or_not_looked_through_is_said() -> None:
    bounded = ListPosition(0, 50, 10_000, is_total_exact=False)
    assert position_text(bounded) == "1 to 50 of more than 10,000 executions"
    searched = ListPosition(0, 2, 2, searched=1_000_000)
    assert position_text(searched) == "2 executions · looked through the newest 1,000,000 only"
