"""Nothing is lost, nothing is done or billed twice, whatever is killed and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lineup.databases.opening import open_database, sqlite_url
from tests.killable import KillableEngine, Program, free_port
from tests.postgres import Cluster
from tests.storm import Storm, weather

SIZES = [
    pytest.param(Storm(executions=10, kills=3), id="10 executions, 3 kills"),
    pytest.param(
        Storm(executions=40, kills=15), id="40 executions, 15 kills", marks=pytest.mark.soak
    ),
]


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """Give the engine's database."""
    database = open_database(url)
    try:
        yield database
    finally:
        database.dispose()


@pytest.mark.parametrize("storm", SIZES)
def test_a_storm_of_kills_changes_nothing_on_sqlite(storm: Storm, tmp_path: Path) -> None:
    engine = KillableEngine([Program("serve", tmp_path / "data", free_port())])

    with opened(sqlite_url(tmp_path / "data" / "engine.sqlite")) as database:
        weather(engine, storm, tmp_path, database)


@pytest.mark.parametrize("storm", SIZES)
def test_a_storm_of_kills_changes_nothing_with_two_workers_on_postgres(
    storm: Storm, postgres: Cluster, tmp_path: Path
) -> None:
    url = postgres.make_database()
    shared = {"LINEUP_DATABASE_URL": url, "LINEUP_BLOB_URL": str(tmp_path / "blobs")}
    front = Program("serve", tmp_path / "web", free_port(), shared | {"LINEUP_WORKERS": "0"})
    workers = [
        Program("worker", tmp_path / name, environment=shared | {"LINEUP_WORKERS": "1"})
        for name in ("one", "two")
    ]

    with opened(url) as database:
        weather(KillableEngine([front, *workers]), storm, tmp_path, database)
