"""Nothing is lost, nothing is done or billed twice, whatever is killed and when."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from lineup.engine.store.database import open_database, sqlite_url
from tests.killable import KillableEngine, Program, free_port
from tests.storm import Storm, weather

SIZES = [
    pytest.param(Storm(executions=10, kills=3), id="10 executions, 3 kills"),
    pytest.param(
        Storm(executions=40, kills=15), id="40 executions, 15 kills", marks=pytest.mark.soak
    ),
]


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    database = open_database(sqlite_url(tmp_path / "data" / "engine.sqlite"))
    yield database
    database.dispose()


@pytest.mark.parametrize("storm", SIZES)
def test_a_storm_of_kills_changes_nothing_on_sqlite(
    storm: Storm, sqlite: Engine, tmp_path: Path
) -> None:
    engine = KillableEngine([Program("serve", tmp_path / "data", free_port())])

    weather(engine, storm, tmp_path, sqlite)
