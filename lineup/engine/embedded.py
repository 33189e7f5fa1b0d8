"""The engine inside one server process: its application, working for as long as the server runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from lineup import __version__
from lineup.clock import utc_now
from lineup.engine.api.application import create_application
from lineup.engine.assembly import assemble, engine_blobs, engine_database
from lineup.engine.processors.installed import load_processors
from lineup.engine.queue import ExecutionQueue
from lineup.engine.seeds import SEEDS
from lineup.engine.session import EngineSession
from lineup.engine.store.migrating import MIGRATIONS
from lineup.engine.store.seeding import add_seeds
from lineup.events import Event, log_event
from lineup.settings import Settings


class EmbeddedEngine:
    """An engine over an open session. `application` answers once `running` has been entered."""

    def __init__(self, settings: Settings, session: EngineSession) -> None:
        self._settings = settings
        self._session = session
        self._database = engine_database(settings)
        self._queue = ExecutionQueue(self._database)
        services = assemble(
            settings, self._database, self._queue, load_processors(), worker=session.worker
        )
        self.application: FastAPI = create_application(services)
        self.application.router.lifespan_context = lambda _: self.running()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the engine running inside the block, raising StartError if it can't start."""
        try:
            await asyncio.to_thread(self._prepare)
            log_event(Event.ENGINE_READY, version=__version__)
            yield
        finally:
            await asyncio.to_thread(self._session.close)
            log_event(Event.ENGINE_STOPPED)

    def _prepare(self) -> None:
        """Wait for the worker, which brings the database up to date, or do that here where there is none."""
        self._session.wait_ready()
        MIGRATIONS.migrate(self._database)
        if self._session.worker is None:
            self._queue.prepare()
            engine_blobs(self._settings).require_usable()
        add_seeds(self._database, SEEDS, utc_now)
