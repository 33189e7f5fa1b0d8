"""Comparisons in a real browser: made once however often it is pressed, followed to the end, and found again."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import is_narrow, phone, wait_until_forgotten
from tests.browser.findings import grave_findings
from tests.seeded import pipeline_named
from tests.servers import Server

_NAME = "Fast or balanced in a browser"


def _versions(dashboard: Server) -> list[str]:
    with dashboard.client() as client:
        names = ("Convert (fast)", "Convert (balanced)")
        return [f"{pipeline_named(client, name)}@1" for name in names]


def test_a_comparison_is_made_once_followed_and_found_again(page: Page, dashboard: Server) -> None:
    fast, balanced = _versions(dashboard)
    page.goto(f"/compare?version={fast}&version={balanced}&source=samples")
    page.get_by_text("Quarterly report", exact=True).click()
    expect(page).to_have_url(re.compile(r"sample=quarterly-report\.pdf"))
    page.get_by_role("textbox", name="Name", exact=True).fill(_NAME)
    page.get_by_role("textbox", name="Your name").fill("Ada; of=Ürs")
    page.keyboard.press("Tab")
    button = page.get_by_role("button", name="Compare 1 document × 2 versions · 2 runs · 6 pages")
    expect(button).to_be_enabled()
    assert grave_findings(page) == []
    button.dblclick()

    expect(page.get_by_role("heading", name=_NAME)).to_be_visible()
    expect(page).to_have_url(re.compile("comparison=cmp_"))
    opened = page.url
    expect(page.get_by_text("runs done")).to_have_count(0)
    expect(page.get_by_text("1 document · 3 pages · Ada; of=Ürs")).to_be_visible()

    page.get_by_role("button", name="Swap").click()
    expect(page.get_by_role("button", name="A Convert (balanced) v1 · baseline")).to_be_visible()
    expect(page).to_have_url(re.compile(f"side={re.escape(balanced).replace('@', '(@|%40)')}"))
    page.go_back()
    expect(page.get_by_role("button", name="A Convert (fast) v1 · baseline")).to_be_visible()

    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="The grid, as CSV").click()
    assert download.value.suggested_filename == "Fast-or-balanced-in-a-browser.csv"
    assert "quarterly-report.pdf" in download.value.path().read_text()

    wait_until_forgotten(page)
    page.goto("/compare")
    row = page.get_by_role("link", name=_NAME)
    expect(row).to_have_count(1)
    expect(row).to_contain_text("finished")
    row.click()
    expect(page.get_by_role("heading", name=_NAME)).to_be_visible()
    assert page.url.split("comparison=")[1] == opened.split("comparison=")[1]
    page.goto("/compare?new=1")
    expect(page.get_by_role("textbox", name="Your name")).to_have_value("Ada; of=Ürs")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_list_and_an_open_comparison_fit_a_phone(
    browser: Browser, dashboard: Server, scheme: str
) -> None:
    fast, balanced = _versions(dashboard)
    with phone(browser, dashboard, scheme) as page:
        page.goto(f"/compare?version={fast}&version={balanced}&source=before")
        expect(page.get_by_text("Nothing is run and nothing is billed")).to_be_visible()
        assert is_narrow(page)
        assert grave_findings(page) == []
