"""What people do on a page, once it is ready for it."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PATIENCE_MS
from tests.servers import Server

_ROW_HEIGHT = 35
_HEARD_MS = 15_000
_REST_MS = 400
_REMEMBERED_MS = 6_000


@contextmanager
def phone(browser: Browser, dashboard: Server, scheme: str) -> Iterator[Page]:
    """A window of a phone's size on the dashboard, in the dark or the light theme."""
    with browser.new_context(
        base_url=dashboard.base_url,
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page


def is_narrow(page: Page) -> bool:
    """Whether nothing reaches beyond the window, once the page is drawn whole."""
    wait_until_drawn(page)
    script = "document.querySelector('[data-testid=stMain]').scrollWidth <= window.innerWidth"
    return bool(page.evaluate(script))


def wait_until_drawn(page: Page) -> None:
    """Wait until the page is drawn whole."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def press_first(page: Page, key: str, then: Locator) -> None:
    """Press a key on a page that has just changed, again if it came before the new buttons listened to the keyboard."""
    wait_until_drawn(page)
    for _ in range(3):
        page.keyboard.press(key)
        try:
            expect(then).to_be_visible(timeout=_HEARD_MS)
        except AssertionError:
            continue
        return
    expect(then).to_be_visible()


def wait_until_at_rest(page: Page, place: Locator) -> None:
    """Wait until nothing moves a place in the window any more: what was opened scrolls into view by itself."""
    box, before = place.bounding_box(), None
    while box != before:
        page.wait_for_timeout(_REST_MS)
        before, box = box, place.bounding_box()


def wait_until_forgotten(page: Page) -> None:
    """Wait until a list that somebody saw just now is asked for anew: it is remembered for some seconds."""
    page.wait_for_timeout(_REMEMBERED_MS)


def click_row(page: Page, number: int, x: int = 60) -> None:
    """Click into a row of the first table, which is drawn on a canvas; rows count from 1 below the heading."""
    wait_until_drawn(page)  # before, the rows may be others
    table = page.get_by_test_id("stDataFrame").first
    table.locator("canvas").first.wait_for()
    table.click(position={"x": x, "y": _ROW_HEIGHT * number + _ROW_HEIGHT / 2})
