"""The Executions page with few and with many executions."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.figures import Figure, median_seconds
from benchmarks.many_executions import add_executions
from lineup.databases.opening import open_database, sqlite_url
from tests.servers import ROOT, Server, running

FEW, MANY = 100, 10_000


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
    database = open_database(sqlite_url(server.data_dir / "engine.sqlite"))
    add_executions(database, count)
    database.dispose()
