"""An engine in process: the real application over a fresh database, with a queue that only remembers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr
from sqlalchemy import Connection

from lineup.client import Client
from lineup.engine.api.application import create_application
from lineup.engine.assembly import Services, assemble, engine_database
from lineup.engine.processors.installed import load_processors
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.store.database import migrate
from lineup.settings import Settings
from tests.asgi import AsgiTransport

KEY = "the-key-of-the-tests"


@dataclass
class RememberedQueue:
    """A queue nobody drains."""

    waiting: list[str] = field(default_factory=list)

    def enqueue(self, _connection: Connection, execution_id: str) -> None:
        """Remember the execution."""
        self.waiting.append(execution_id)


@pytest.fixture
def queue() -> RememberedQueue:
    return RememberedQueue()


@pytest.fixture
def registry() -> ProcessorRegistry:
    return load_processors()


@pytest.fixture
def services(
    tmp_path: Path, queue: RememberedQueue, registry: ProcessorRegistry
) -> Iterator[Services]:
    settings = Settings(data_dir=tmp_path / "data", engine_api_key=SecretStr(KEY))
    settings.data_dir.mkdir()
    database = engine_database(settings)
    migrate(database)
    yield assemble(settings, database, queue, registry)
    database.dispose()


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
