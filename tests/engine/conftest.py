"""An engine in process: the real application over a fresh database, with a queue that only remembers."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import Connection, Engine

from lineup.client import Client
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services, assemble, engine_database
from lineup.engine.processors.installed import load_processors
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.tables import Table
from lineup.settings import Settings
from tests.asgi import AsgiTransport
from tests.postgres import Cluster

KEY = "the-key-of-the-tests"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of a module marked `both_databases` on SQLite and on Postgres; the code is the same, so it is measured once."""
    is_marked = metafunc.definition.get_closest_marker("both_databases") is not None
    if is_marked and "database_url" in metafunc.fixturenames:
        postgres = pytest.param("postgres", marks=pytest.mark.no_cover)
        metafunc.parametrize("database_url", ["sqlite", postgres], indirect=True)


@dataclass
class RememberedQueue:
    """A queue nobody drains."""

    waiting: list[str] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)

    def enqueue(self, _connection: Connection, execution_id: str) -> None:
        """Remember the execution."""
        self.waiting.append(execution_id)

    def cancel(self, execution_id: str) -> None:
        """Remember that the execution was cancelled."""
        self.cancelled.append(execution_id)


@pytest.fixture
def queue() -> RememberedQueue:
    return RememberedQueue()


@pytest.fixture(scope="session")
def installed() -> ProcessorRegistry:
    """The installed processors, found once: to look through all packages for them takes a third of a test's set-up."""
    return load_processors()


@pytest.fixture
def registry(installed: ProcessorRegistry) -> ProcessorRegistry:
    return installed


@pytest.fixture(scope="session")
def shared_postgres(postgres: Cluster) -> Iterator[Engine]:
    """A Postgres database with the engine's tables, for the tests that run in process one after another."""
    database = open_database(postgres.make_database())
    MIGRATIONS.migrate(database)
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def new_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the engine's tables, to make copies of: quicker than migrating for each test."""
    path = tmp_path_factory.mktemp("new") / "engine.sqlite"
    database = open_database(sqlite_url(path))
    MIGRATIONS.migrate(database)
    database.dispose()
    return path


@pytest.fixture
def database_url(request: pytest.FixtureRequest) -> str | None:
    """Where the engine keeps its rows, nothing in it: None is its own file, which is the default."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return None
    database: Engine = request.getfixturevalue("shared_postgres")
    with database.begin() as connection:
        for table in reversed(Table.metadata.sorted_tables):
            connection.execute(table.delete())
    return database.url.render_as_string(hide_password=False)


@pytest.fixture
def settings(tmp_path: Path, database_url: str | None, new_sqlite: Path) -> Settings:
    settings = Settings(
        data_dir=tmp_path / "data", engine_api_key=SecretStr(KEY), database_url=database_url
    )
    settings.data_dir.mkdir()
    shutil.copy(new_sqlite, settings.data_dir)
    return settings


@pytest.fixture
def database(settings: Settings) -> Iterator[Engine]:
    database = engine_database(settings)
    yield database
    database.dispose()


@pytest.fixture
def services(
    settings: Settings, database: Engine, queue: RememberedQueue, registry: ProcessorRegistry
) -> Services:
    return assemble(settings, database, queue, registry)


@pytest.fixture
def application(services: Services) -> FastAPI:
    return create_application(services)


@pytest.fixture
def transport(application: FastAPI) -> Iterator[AsgiTransport]:
    transport = AsgiTransport(application)
    yield transport
    transport.close()


@pytest.fixture
def api(transport: AsgiTransport) -> httpx.Client:
    """Plain HTTP to the engine, with its key."""
    return httpx.Client(transport=transport, base_url="http://engine", headers={"X-API-Key": KEY})


@pytest.fixture
def local(transport: AsgiTransport) -> Client:
    """Our client to the engine in process."""
    return Client("http://engine", SecretStr(KEY), transport=transport)
