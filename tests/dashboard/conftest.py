"""The dashboard in a test: its main script, against a real engine or a fake server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace
from tests.dashboard.fake_server import FakeServer, fake_server
from tests.dashboard.seen import PATIENCE_SECONDS
from tests.servers import Server

MAIN = Path(__file__).resolve().parents[2] / "pages" / "navigation.py"

OpenPage = Callable[..., AppTest]


def _open(page: str = "run.py", /, **parameters: str | list[str]) -> AppTest:
    """Return the page as it is drawn for an address with these parameters."""
    app = AppTest.from_file(str(MAIN), default_timeout=PATIENCE_SECONDS)
    if page != "run.py":
        app.switch_page(page)
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture
def _clean_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "data"))
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def on_engine(server: Server, monkeypatch: pytest.MonkeyPatch, _clean_caches: None) -> OpenPage:
    """Opens pages of a dashboard on the running engine."""
    monkeypatch.setenv("LINEUP_BASE_URL", server.base_url)
    monkeypatch.setenv("LINEUP_API_KEY", server.key)
    return _open


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    """The workspace of the dashboard, empty at first; ask for it before a page is opened."""
    monkeypatch.setenv("LINEUP_DATA_DIR", str(tmp_path / "data"))
    with open_workspace(Settings()) as opened:
        yield opened


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    """A server that answers what the test says."""
    with fake_server() as server:
        yield server


@pytest.fixture
def on_fake(fake: FakeServer, monkeypatch: pytest.MonkeyPatch, _clean_caches: None) -> OpenPage:
    """Opens pages of a dashboard on the fake server."""
    monkeypatch.setenv("LINEUP_BASE_URL", fake.base_url)
    monkeypatch.setenv("LINEUP_API_KEY", "key")
    return _open
