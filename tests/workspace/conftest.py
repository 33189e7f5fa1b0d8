"""A workspace of its own for each test, on SQLite or on Postgres."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace
from tests.postgres import Cluster


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of a module marked `both_databases` on SQLite and on Postgres."""
    is_marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if is_marked and "database_url" in metafunc.fixturenames:
        metafunc.parametrize("database_url", ["sqlite", "postgres"], indirect=True)


class Clock:
    """A clock that goes on by a second each time it is read, and further when told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 5, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        """Return the next second."""
        self.moment += timedelta(seconds=1)
        return self.moment


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Where the workspace keeps its rows; None is its own file, which is the default."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    cluster: Cluster = request.getfixturevalue("postgres")
    return cluster.make_database()


@pytest.fixture
def settings(tmp_path: Path, database_url: str | None) -> Settings:
    return Settings(data_dir=tmp_path / "data", database_url=database_url)


@pytest.fixture
def workspace(settings: Settings, clock: Clock) -> Iterator[Workspace]:
    with open_workspace(settings, clock) as opened:
        yield opened
