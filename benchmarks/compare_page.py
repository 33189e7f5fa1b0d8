"""The Compare page with few and with many documents: what a rerun takes, and what is sent to the browser."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Page
from streamlit.testing.v1 import AppTest

from benchmarks.browser_frames import Frames, opened_page
from benchmarks.compared_documents import DENSE, add_comparison
from benchmarks.figures import Figure, median_seconds
from lineup.settings import Settings
from lineup.workspace.opening import open_workspace
from state.person import COOKIE
from tests.servers import ROOT, Server, running

FEW, MANY, SIDES = 20, 200, 4
_OPENED = 11
_MS = 1_000
_KB = 1_000


@dataclass(frozen=True)
class _Times:
    """Seconds of a rerun without an open document, with one, and of opening a difference for the first time."""

    closed: float
    opened: float
    opening: float


def measure() -> Iterator[Figure]:
    """Yield rerun times at both sizes and as ratios, and what each step of the loop sends."""
    few, many = (_times(count) for count in (FEW, MANY))
    size = f"{MANY} documents × {SIDES} versions"
    yield Figure(f"Compare page: rerun at {size}", many.closed * _MS, "ms", 300)
    yield Figure("Compare page: rerun with a difference open", many.opened * _MS, "ms", 300)
    yield Figure("Compare page: opening a difference", many.opening * _MS, "ms", 300)
    yield Figure(
        f"Compare page: rerun at {MANY} over {FEW} documents", many.closed / few.closed, "×", 2
    )
    yield Figure(
        f"Compare page: opening at {MANY} over {FEW} documents", many.opening / few.opening, "×", 2
    )
    yield from _sent()


def _times(count: int) -> _Times:
    with _compared(count) as (server, comparison_id):
        os.environ |= {
            "LINEUP_PORT": server.base_url.rpartition(":")[2],
            "LINEUP_DATA_DIR": str(server.data_dir),
        }
        page = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=120)
        page.run()
        page.switch_page(str(ROOT / "pages" / "compare.py"))
        page.query_params["comparison"] = comparison_id
        closed = median_seconds(lambda: _rerun(page), 11)
        keys = list(_documents(server, comparison_id).values())[:_OPENED]
        opening = [_seconds_of_opening(page, key) for key in keys]
        return _Times(closed, median_seconds(lambda: _rerun(page), 11), median(opening))


def _seconds_of_opening(page: AppTest, document: str) -> float:
    page.query_params["document"] = document
    began = perf_counter()
    _rerun(page)
    return perf_counter() - began


def _rerun(page: AppTest) -> None:
    page.run()
    if page.exception:
        raise AssertionError(page.exception[0].message)


def _documents(server: Server, comparison_id: str) -> dict[str, str]:
    """Return the documents' keys by their names."""
    with open_workspace(Settings(data_dir=server.data_dir)) as workspace:
        cells = workspace.comparisons.cells(comparison_id)
    return {cell.document.name: cell.document.key for cell in cells}


@contextmanager
def _compared(count: int, command: str = "serve") -> Iterator[tuple[Server, str]]:
    """Give a server whose workspace has a comparison of so many documents, and the comparison's id."""
    with tempfile.TemporaryDirectory() as folder:
        data_dir = Path(folder) / "data"
        with open_workspace(Settings(data_dir=data_dir)) as workspace:
            comparison_id = add_comparison(workspace, count, SIDES)
        with running(data_dir, command) as server:
            yield server, comparison_id


def _sent() -> Iterator[Figure]:
    """Yield what the steps of the loop send to a browser, all together and the largest block."""
    with (
        _compared(MANY, "ui") as (server, comparison_id),
        opened_page(server.base_url) as (page, frames),
    ):
        page.context.add_cookies([{"name": COOKIE, "value": "Ada", "url": server.base_url}])
        page.goto(f"/compare?comparison={comparison_id}")
        yield from _of_step("opening the comparison", frames)
        page.get_by_text(re.compile(r"^\d+ changed$")).click()
        yield from _of_step("filtering by a count", frames)
        documents = _documents(server, comparison_id)
        sparse = next(key for name, key in documents.items() if name != DENSE)
        _open(page, comparison_id, documents[DENSE])
        yield from _of_step("opening a dense page by a link", frames)
        _open(page, comparison_id, sparse)
        yield from _of_step("opening a document by a link", frames)
        for name, pressed in (("the next difference", "j"), ("a verdict", "1"), ("undo", "u")):
            page.keyboard.press(pressed)
            yield from _of_step(name, frames)


def _open(page: Page, comparison_id: str, document: str) -> None:
    """Open a document and wait for its page: on a busy machine that takes longer than blocks keep apart."""
    page.goto(f"/compare?comparison={comparison_id}&document={document}")
    page.locator("[data-testid=stImage] img").wait_for()


def _of_step(name: str, frames: Frames) -> Iterator[Figure]:
    told = frames.settled()
    yield Figure(
        f"Compare page: largest block sent by {name}",
        told.largest / _KB,
        "kB",
        50,
        f"{told.total / _KB:.0f} kB in all, {told.largest_name}",
    )
