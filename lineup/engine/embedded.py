"""The engine inside one server process: its application, working for as long as the server runs."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from lineup.engine.api.application import create_application
from lineup.engine.assembly import assemble, engine_database
from lineup.engine.processors.installed import load_processors
from lineup.engine.queue import ExecutionQueue
from lineup.engine.seeds import seed_pipelines
from lineup.engine.session import EngineSession
from lineup.settings import Settings


class EmbeddedEngine:
    """An engine over an open session. `application` answers once `running` has been entered."""

    def __init__(self, settings: Settings, session: EngineSession) -> None:
        self._session = session
        database = engine_database(settings)
        queue = ExecutionQueue(database)
        self._services = assemble(settings, database, queue, load_processors())
        self.application: FastAPI = create_application(self._services)
        self.application.router.lifespan_context = lambda _: self.running()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the engine running inside the block, raising StartError if it can't start."""
        try:
            await asyncio.to_thread(self._session.wait_ready)
            await asyncio.to_thread(seed_pipelines, self._services.pipelines)
            yield
        finally:
            await asyncio.to_thread(self._session.close)
