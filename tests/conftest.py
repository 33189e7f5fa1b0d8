"""Fixtures that several folders of tests share."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lineup.client import Client
from tests.postgres import Cluster, running_cluster
from tests.servers import Server, running

# The gate tries the same made-up inputs on every machine; `make soak` tries others each time.
# How slow the machine is must not decide.
settings.register_profile(
    "gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("gate")


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
