"""What only a browser shows of a comparison's grid: chosen cells, pressed counts, history, and who can't see."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from lineup.settings import Settings
from lineup.workspace.opening import open_workspace
from tests.browser.acts import click_row, wait_until_at_rest, wait_until_drawn
from tests.browser.findings import grave_findings
from tests.dashboard.compared import Planted, changed, compared, invoice
from tests.servers import Server

_A = invoice()
_DOCUMENTS: Planted = {
    "same.pdf": [_A, _A],
    "total.pdf": [_A, changed(_A, grand_total=1240.5)],
    "failed.pdf": [_A, "The file is broken."],
}


@pytest.fixture(scope="module")
def comparison(dashboard: Server) -> Iterator[tuple[str, dict[str, str]]]:
    """A comparison's id, and the keys of its documents by name."""
    with open_workspace(Settings(data_dir=dashboard.data_dir)) as workspace:
        made = compared(workspace, _DOCUMENTS).comparison_id
        cells = workspace.comparisons.cells(made)
        yield made, {cell.document.name: cell.document.key for cell in cells}


def test_a_cell_opens_its_document_and_back_the_one_before(
    page: Page, comparison: tuple[str, dict[str, str]]
) -> None:
    made, keys = comparison
    page.goto(f"/compare?comparison={made}")
    click_row(page, 1)
    expect(page).to_have_url(re.compile(f"document={keys['failed.pdf']}"))
    expect(page.get_by_role("heading", name="failed.pdf")).to_be_visible()
    wait_until_drawn(page)
    wait_until_at_rest(page, page.get_by_test_id("stDataFrame").first)
    click_row(page, 2)
    expect(page).to_have_url(re.compile(f"document={keys['total.pdf']}"))

    page.go_back()

    expect(page.get_by_role("heading", name="failed.pdf")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("Open a document to read")).to_be_visible()
    click_row(page, 2)
    expect(page).to_have_url(re.compile(f"document={keys['total.pdf']}"))


def test_a_count_is_pressed_again_and_again(
    page: Page, comparison: tuple[str, dict[str, str]]
) -> None:
    page.goto(f"/compare?comparison={comparison[0]}")
    count = page.get_by_text("1 failed in B", exact=True)
    shown = page.get_by_text("1 document", exact=True)
    for _ in range(2):
        count.click()
        expect(shown).to_be_visible()
        count.click()
        expect(shown).not_to_be_visible()

    page.go_back()

    expect(shown).to_be_visible()


def test_a_kind_is_chosen_and_passed_over(
    page: Page, comparison: tuple[str, dict[str, str]]
) -> None:
    page.goto(f"/compare?comparison={comparison[0]}&panel=kinds")
    click_row(page, 1)
    page.get_by_role("button", name="Pass over this kind").click()
    expect(page.get_by_text("1 kind passed over")).to_be_visible()
    page.get_by_role("button", name="Bring back").click()
    expect(page.get_by_text("1 kind passed over")).not_to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_bands_have_no_serious_findings(
    page: Page, comparison: tuple[str, dict[str, str]], scheme: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"/compare?comparison={comparison[0]}&document={comparison[1]['failed.pdf']}")
    expect(page.get_by_role("heading", name="failed.pdf")).to_be_visible()
    assert grave_findings(page) == []
