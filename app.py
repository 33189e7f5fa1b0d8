"""The ASGI entry: the dashboard at `/` and the engine's API at `/api/v1`, in one process on one port.

The main script lies in `pages/` because a folder of that name beside it would start Streamlit's own page discovery.
"""

from lineup.engine.session import EngineSession
from lineup.settings import Settings

_settings = Settings()
_session = EngineSession(_settings).open() if _settings.is_embedded else None

# The worker is starting; what follows takes about as long to import.
from collections.abc import AsyncIterator  # noqa: E402
from contextlib import asynccontextmanager, nullcontext  # noqa: E402
from importlib import import_module  # noqa: E402
from pathlib import Path  # noqa: E402
from threading import Thread  # noqa: E402

import streamlit as st  # noqa: E402
from starlette.routing import Route  # noqa: E402

from lineup.comparing.background import comparing_in_background  # noqa: E402
from lineup.engine.embedded import EmbeddedEngine  # noqa: E402

_engine = EmbeddedEngine(_settings, _session) if _session else None
_paths = ("/api/v1/{rest:path}", "/openapi.json") if _engine else ()


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    # In a thread, so that the first page doesn't wait for what it imports.
    Thread(target=import_module, args=("pages.run_started",), daemon=True).start()
    async with _engine.running() if _engine else nullcontext():
        with comparing_in_background(_settings):
            yield


app = st.App(
    Path(__file__).parent / "pages" / "navigation.py",
    lifespan=_lifespan,
    routes=[Route(path, _engine.application) for path in _paths if _engine],
)
