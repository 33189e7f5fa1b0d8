"""The Executions page with few and with many executions."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert
from streamlit.testing.v1 import AppTest

from benchmarks.figures import Figure, median_seconds
from lineup.engine.ids import new_id
from lineup.engine.store.database import open_database, sqlite_url
from lineup.engine.store.tables import ExecutionRow, StepRow
from tests.servers import ROOT, Server, running

FEW, MANY = 100, 10_000
BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)


def measure() -> Iterator[Figure]:
    """Yield the page's rerun time at both sizes, as a ratio."""
    few, many = _rerun_seconds(FEW), _rerun_seconds(MANY)
    note = f"{FEW}: {few * 1000:.0f} ms, {MANY}: {many * 1000:.0f} ms"
    yield Figure(
        f"Executions page: rerun with {MANY} over {FEW} executions", many / few, "×", 2, note
    )


def _rerun_seconds(count: int) -> float:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "data") as server:
        _fill(server, count)
        os.environ |= {
            "LINEUP_PORT": server.base_url.rpartition(":")[2],
            "LINEUP_DATA_DIR": str(server.data_dir),
        }
        page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
        page.run()
        page.switch_page(str(ROOT / "pages" / "executions.py"))
        return median_seconds(lambda: _rerun(page), 11)


def _rerun(page: AppTest) -> None:
    import streamlit as st

    st.cache_data.clear()
    page.run()
    if page.exception:
        raise AssertionError(page.exception[0].message)


def _fill(server: Server, count: int) -> None:
    with server.client() as client:
        pipeline = client.list_pipelines().pipelines[0]
    database = open_database(sqlite_url(server.data_dir / "engine.sqlite"))
    with database.begin() as connection:
        connection.execute(
            insert(ExecutionRow), [_row(n, pipeline.pipeline_id) for n in range(count)]
        )
        steps = [
            {"execution": n + 1, "step_index": 0, "step_type": "convert", "status": "completed"}
            | {"lookup_key": new_id("req_"), "attempt": 1, "has_errors": False}
            for n in range(count)
        ]
        connection.execute(insert(StepRow), steps)
    database.dispose()


def _row(number: int, pipeline_id: str) -> dict[str, object]:
    created = BEGINNING + timedelta(minutes=number)
    return {
        "id": number + 1,
        "execution_id": new_id("pex_"),
        "pipeline_id": pipeline_id,
        "pipeline_version": 1,
        "status": "failed" if number % 10 == 0 else "completed",
        "document_name": f"invoice-{number:05}.pdf",
        "created": created,
        "started_at": created,
        "completed_at": created + timedelta(seconds=2),
        "page_count": number % 30,
        "billed_cents": number % 12,
        "config_snapshot": {"steps": [{"type": "convert", "settings": {"mode": "fast"}}]},
        "input_config": {},
        "rate_breakdown": {"steps": []},
    }
