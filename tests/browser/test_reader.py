"""Differences read and judged in a real browser: by keys, by two people at once, on a phone, in the dark."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from lineup.comparing.page_pictures import WIDTH
from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace
from tests.browser.acts import is_narrow, phone, press_first, wait_until_drawn
from tests.browser.conftest import PATIENCE_MS
from tests.browser.findings import grave_findings
from tests.dashboard.compared import changed, compared, invoice
from tests.servers import Server
from tests.waiting import wait_for

_A = invoice()
_B = changed(
    _A,
    ("1,204.50", "1,240.50"),
    ("30 days", "thirty days"),
    grand_total=1240.5,
    due_date="2026-06-03",
    currency="EUR",
)
_HOSTILE = changed(
    _A,
    ("Bolt, 100", "&lt;img src=https://evil.example/a.png&gt; ![b](https://evil.example/b.png)"),
    invoice_number="<script>document.title='owned'</script>",
)
_COUNT = 5
"""How many differences the two have."""

_PICTURE_WIDTH = """async () => {
  const image = document.querySelector('[data-testid=stImage] img')
  const picture = new Image()
  picture.src = getComputedStyle(image).backgroundImage.slice(5, -2)
  await picture.decode()
  return picture.naturalWidth
}"""
"""How wide the picture under the boxes is, in pixels, as the browser fetched it."""


@dataclass(frozen=True)
class Planted:
    """A comparison that lies in the dashboard's workspace, and the address of its first document."""

    workspace: Workspace
    comparison_id: str
    document: str

    @property
    def address(self) -> str:
        """Where the first document's differences are."""
        return f"/compare?comparison={self.comparison_id}&document={self.document}"

    def said(self) -> Sequence[tuple[str, list[str] | None, str]]:
        """Return all decisions: about which difference, who is right, and who said so."""
        history = self.workspace.verdicts.history(self.comparison_id)
        return [
            (told.difference_id, None if told.right is None else sorted(told.right), told.judged_by)
            for told in history
        ]


@pytest.fixture
def planted(dashboard: Server) -> Iterator[Planted]:
    with open_workspace(Settings(data_dir=dashboard.data_dir)) as workspace:
        made = compared(
            workspace, {"one.pdf": [_A, _B], "two.pdf": [_A, _B], "evil.pdf": [_A, _HOSTILE]}
        )
        cells = workspace.comparisons.cells(made.comparison_id)
        yield Planted(workspace, made.comparison_id, cells[0].document.key)


def _shown(page: Page, number: int, count: int = _COUNT) -> Locator:
    return page.get_by_text(f"Difference {number} of {count} ·")


def _at(page: Page, number: int, count: int = _COUNT) -> None:
    """Wait until a difference is shown with all its buttons; it counts from 1."""
    expect(_shown(page, number, count)).to_be_visible()
    expect(page.get_by_role("button", name="Undo").last).to_be_visible()
    expect(page.locator("[data-test-script-state=notRunning]")).to_be_attached()


def _as(browser: Browser, dashboard: Server, name: str) -> BrowserContext:
    """Return a browser of its own, in which the name is known."""
    context = browser.new_context(base_url=dashboard.base_url)
    context.add_cookies([{"name": "lineup_person", "value": name, "url": dashboard.base_url}])
    context.set_default_timeout(PATIENCE_MS)
    return context


def test_keys_judge_go_on_take_back_and_make_golden(page: Page, planted: Planted) -> None:
    page.goto(planted.address)
    _at(page, 1)
    name = page.get_by_role("textbox", name="Your name").last
    press_first(page, "2", name)
    name.fill("Ada 1 j")
    name.press("Enter")
    _at(page, 2)
    assert [who for _, _, who in planted.said()] == ["Ada 1 j"]

    page.keyboard.press("a")
    _at(page, 3)
    page.keyboard.press("k")
    _at(page, 2)
    expect(page.get_by_text(re.compile("You said both"))).to_be_visible()
    comment = page.get_by_role("textbox", name="Comment")
    comment.fill("012 jk u")
    expect(page.get_by_text("2 judged", exact=True)).to_be_visible()
    wait_until_drawn(page)  # the whole page, with the name, which its head tells the browser now
    expect(comment).to_have_value("012 jk u")
    comment.press("Enter")
    expect(page.get_by_text('"012 jk u"')).to_be_visible()
    assert len(planted.said()) == 3
    page.go_back()
    _at(page, 3)

    page.get_by_role("button", name="Right, and golden").first.click()
    _at(page, 4)
    expect(page.get_by_text("Accuracy").first).to_be_visible()
    page.keyboard.press("u")
    _at(page, 3)
    expect(page.get_by_text("Golden value: none yet")).to_be_visible()
    page.reload()
    _at(page, 3)
    page.keyboard.press("u")
    page.keyboard.press("u")
    wait_for(lambda: len(planted.said()) >= 5, "what was taken back")
    assert grave_findings(page) == []


def test_fast_keys_judge_each_difference_once(
    browser: Browser, dashboard: Server, planted: Planted
) -> None:
    with _as(browser, dashboard, "Ada") as context:
        page = context.new_page()
        page.goto(planted.address)
        _at(page, 1)
        for _ in range(8):
            page.keyboard.press("1")
        while len(planted.said()) < _COUNT:
            page.keyboard.press("0")
            page.wait_for_timeout(40)
        # the last press may come when the next document is shown already, and then judges there
        expect(
            page.get_by_text(re.compile(r"two\.pdf · \d of 5 differences judged"))
        ).to_be_visible()
        judged = [difference for difference, _, _ in planted.said()]
        assert len(set(judged)) == len(judged) >= _COUNT


def test_two_people_at_once_hear_of_one_another(
    browser: Browser, dashboard: Server, planted: Planted
) -> None:
    with _as(browser, dashboard, "Ada") as one, _as(browser, dashboard, "Ben") as other:
        ada, ben = one.new_page(), other.new_page()
        ada.goto(planted.address)
        ben.goto(planted.address)
        _at(ada, 1)
        _at(ben, 1)
        press_first(ada, "1", _shown(ada, 2))
        _at(ada, 2)
        expect(ben.get_by_text("Ada said A")).to_be_visible()
        _at(ben, 1)
        press_first(ben, "2", _shown(ben, 2))
        _at(ben, 2)
        ada.keyboard.press("k")
        expect(ada.get_by_text("People disagree: You said A, Ben said B.")).to_be_visible()
        assert len(planted.said()) == 2


def test_a_phone_in_the_dark_reads_a_hostile_document(
    browser: Browser, dashboard: Server, planted: Planted
) -> None:
    cells = planted.workspace.comparisons.cells(planted.comparison_id)
    evil = next(cell.document.key for cell in cells if cell.document.name == "evil.pdf")
    with phone(browser, dashboard, "dark") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"/compare?comparison={planted.comparison_id}&document={evil}")
        _at(page, 1, 2)
        expect(page.locator("[data-testid=stImage] img")).to_be_visible()
        assert page.evaluate(_PICTURE_WIDTH) == WIDTH
        expect(page.get_by_text("<script>document.title='owned'</script>")).to_be_visible()
        press_first(page, "j", _shown(page, 2, 2))
        _at(page, 2, 2)
        expect(page.get_by_text("![b](https://evil.example/b.png)")).to_be_visible()
        assert is_narrow(page)
        assert grave_findings(page) == []
        assert not [url for url in asked if "evil.example" in url]
        assert page.title() != "owned"
