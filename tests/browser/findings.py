"""What axe-core finds on a page that keeps people from using it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.acts import wait_until_drawn

_GRAVE = {"serious", "critical"}


def grave_findings(page: Page) -> list[str]:
    """Return each serious finding with the first element that has it, once the page is drawn whole."""
    wait_until_drawn(page)
    return [
        f"{found['id']}: {found['nodes'][0]['html'][:200]}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in _GRAVE
    ]
