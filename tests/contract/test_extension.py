"""Our engine's own calls on the wire."""

from typing import Any

import pytest
from pydantic import ValidationError

from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRow, Feature
from lineup.contract.statuses import ExecutionStatus

ROW: dict[str, Any] = {
    "execution_id": "pex_1",
    "pipeline_id": "pl_1",
    "pipeline_name": None,
    "pipeline_version": 0,
    "status": "running",
    "document_name": None,
    "page_count": None,
    "created": "2026-01-01T00:00:00Z",
    "started_at": "2026-01-01T00:00:01Z",
    "completed_at": None,
    "billed_cents": None,
    "error_message": None,
}


def test_a_server_has_the_features_it_names() -> None:
    body = {"server": "lineup", "version": "9", "features": ["execution_search", "time_travel"]}

    assert Capabilities.model_validate(body).has(Feature.EXECUTION_SEARCH)


def test_a_server_has_no_feature_that_it_does_not_name() -> None:
    assert not Capabilities(server="lineup", version="0").has(Feature.EXECUTION_SEARCH)


@pytest.mark.parametrize(("completed_at", "seconds"), [(None, None), ("2026-01-01T00:00:03Z", 2.0)])
def test_a_row_has_a_duration_once_its_execution_has_ended(
    completed_at: str | None, seconds: float | None
) -> None:
    assert ExecutionRow.model_validate(ROW | {"completed_at": completed_at}).seconds == seconds


def test_a_row_of_an_execution_that_never_started_has_no_duration() -> None:
    assert ExecutionRow.model_validate(ROW | {"started_at": None}).seconds is None


@pytest.mark.parametrize(
    ("status", "state"),
    [("running", ExecutionStatus.RUNNING), ("paused", ExecutionStatus.UNKNOWN)],
)
def test_a_row_has_a_status_of_the_closed_set(status: str, state: ExecutionStatus) -> None:
    assert ExecutionRow.model_validate(ROW | {"status": status}).state is state


@pytest.mark.parametrize("limit", [0, 101])
def test_a_query_asks_for_1_to_100_rows(limit: int) -> None:
    with pytest.raises(ValidationError, match="limit"):
        ExecutionQuery(limit=limit)
