"""A real browser on a real dashboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from scripts.ensure_browser import find_browser
from tests.servers import Server, running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
PATIENCE_MS = 60_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium or Chrome as installed on this machine.

    For one module at a time: while it is there, Playwright keeps an event loop in this thread, where tests of async code
    need their own.
    """
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard with its engine, freshly started on an empty folder."""
    with running(tmp_path_factory.mktemp("dashboard"), "ui") as server:
        yield server


@pytest.fixture
def page(browser: Browser, dashboard: Server) -> Iterator[Page]:
    """A new window of 1440 × 900 on the dashboard; no request may leave this machine."""
    with browser.new_context(
        base_url=dashboard.base_url, viewport={"width": 1440, "height": 900}
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page
