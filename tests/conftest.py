"""Fixtures that several folders of tests share."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from lineup.client import Client
from tests.postgres import Cluster, running_cluster
from tests.servers import Server, running

# The gate tries the same made-up inputs on every machine; `make soak` tries others each time.
# How slow the machine is must not decide.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")


_LONG = {
    "test_accurate", "test_any_request", "test_comparison_work", "test_crashes", "test_durability", "test_many_workers",
    "test_running", "test_runs_on_an_object_store", "test_scans_and_images", "test_snapshots", "test_stopping",
    "test_through_the_engine",
}  # fmt: skip
"""Modules that take long for how many tests they have."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long, so that no worker is left alone with it; then with the modules of many tests."""
    counts = Counter(item.path for item in items)
    items.sort(key=lambda item: (_rank(item.path), -counts[item.path]))


def _rank(path: Path) -> int:
    return 0 if path.parent.name == "browser" else 1 if path.stem in _LONG else 2


class _OneBrowser(LoadFileScheduling):  # type: ignore[misc] # xdist has no types
    """Gives a worker all tests of a module, and one worker all tests in a browser.

    Two browsers at once on two cores would be late for their own clicks.
    """

    def _split_scope(self, nodeid: str) -> str:
        module: str = super()._split_scope(nodeid)
        return "browser" if module.startswith("tests/browser/") else module


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _OneBrowser:
    return _OneBrowser(config, log)


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """Leave the environment as it was: commands put what they were told into it for the processes they start.

    The main module too, which processes that are spawned run again: a page that is tested puts itself in its place.
    """
    before, main = _own_variables(), sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
    for name in _own_variables().keys() - before.keys():
        del os.environ[name]
    os.environ.update(before)


def _own_variables() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("LINEUP_")}


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One running engine, with the test processors, for all tests that leave it running."""
    folder: Path = tmp_path_factory.mktemp("engine")
    with running(folder, LINEUP_STEP_SECONDS="20") as server:
        yield server


@pytest.fixture
def client(server: Server) -> Iterator[Client]:
    """A client of the running engine."""
    with server.client() as client:
        yield client


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """A running Postgres, for databases of one test each: `postgres.make_database()`."""
    with running_cluster() as cluster:
        yield cluster
