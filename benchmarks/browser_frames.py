"""What a page of the dashboard sends to a browser, block by block."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Page, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from scripts.ensure_browser import find_browser
from tests.browser.conftest import ARGUMENTS, PATIENCE_MS

_QUIET_SECONDS = 1.0
_MOST_SECONDS = 60.0


@dataclass(frozen=True)
class Sent:
    """Bytes of all blocks together and of the largest one, and what that is."""

    total: int
    largest: int
    largest_name: str


@dataclass
class Frames:
    """The blocks that came since they were last asked for."""

    page: Page
    _came: list[bytes] = field(default_factory=list)
    _last: float = field(default_factory=time.monotonic)

    def add(self, payload: bytes | str) -> None:
        """Take note of a block."""
        if isinstance(payload, bytes):
            self._came.append(payload)
            self._last = time.monotonic()

    def settled(self) -> Sent:
        """Return what came once nothing has come for a while, and begin anew."""
        end = time.monotonic() + _MOST_SECONDS
        self.page.wait_for_timeout(_QUIET_SECONDS * 1_000)
        while time.monotonic() < min(end, self._last + _QUIET_SECONDS):
            self.page.wait_for_timeout(100)
        came, self._came = self._came, []
        largest = max(came, key=len, default=b"")
        return Sent(sum(map(len, came)), len(largest), _name(largest))


@contextmanager
def opened_page(base_url: str) -> Iterator[tuple[Page, Frames]]:
    """Give a browser's window of 1440 × 900 and the blocks that come to it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        page = browser.new_page(base_url=base_url, viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        frames = Frames(page)

        def listen(socket: WebSocket) -> None:
            socket.on("framereceived", frames.add)

        page.on("websocket", listen)
        yield page, frames
        browser.close()


def _name(block: bytes) -> str:
    """Return what a block is, such as `imgs`, `arrow_data_frame`."""
    message = ForwardMsg()
    message.ParseFromString(block)
    if message.WhichOneof("type") != "delta":
        return str(message.WhichOneof("type"))
    return str(message.delta.new_element.WhichOneof("type") or message.delta.WhichOneof("type"))
