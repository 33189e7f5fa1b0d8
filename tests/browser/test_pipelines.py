"""The whole way of a pipeline in a real browser: made, edited, published, compared with itself, thrown away."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import is_narrow, phone
from tests.browser.findings import grave_findings
from tests.seeded import pipeline_named
from tests.servers import Server

_NAME = "Supplier invoices"
_SCHEMA = '{"properties": {"total": {"type": "number"}, "due_date": {"type": "string"}}}'


def _step(page: Page, label: str) -> None:
    """Open the form of a step."""
    page.get_by_role("radiogroup", name="Steps").get_by_text(label, exact=True).click()
    expect(page.get_by_text(label, exact=True)).to_have_count(2)  # in the list, and on the form


def _type_schema(page: Page, text: str) -> None:
    field = page.get_by_role("textbox", name="Fields to extract")
    field.fill(text)
    field.blur()


def test_a_pipeline_is_made_edited_published_and_its_draft_thrown_away(
    page: Page, dashboard: Server
) -> None:
    page.goto("/pipelines")
    page.get_by_text("New pipeline").click()
    page.get_by_text("Convert and extract", exact=True).click()
    page.get_by_role("textbox", name="Name", exact=True).fill(_NAME)
    assert grave_findings(page) == []
    page.get_by_role("button", name="Create").dblclick()
    expect(page.get_by_role("heading", name=_NAME)).to_be_visible()
    page.get_by_role("button", name="Publish as v1").click()
    expect(page.get_by_text("active: v1")).to_be_visible()

    page.get_by_text("Accurate", exact=True).click()
    expect(page.get_by_text("draft: differs from v1")).to_be_visible()
    page.get_by_role("button", name="Add a step").click()
    page.get_by_role("button", name="Segment, after 0 Convert").click()
    expect(page).to_have_url(re.compile("step=1"))
    _step(page, "2 Extract")
    _type_schema(page, '{"properties": ')
    expect(page.get_by_text("Line 1, column 15: the JSON isn't finished here")).to_be_visible()
    expect(page.get_by_role("button", name="Publish as v2")).to_be_disabled()
    _type_schema(page, _SCHEMA)
    expect(page.get_by_text("Saved. Every change")).to_be_visible()
    assert grave_findings(page) == []

    page.get_by_role("textbox", name="What is new in it").fill("Splits files first")
    page.get_by_role("button", name="Publish as v2").dblclick()
    expect(page.get_by_text("active: v2")).to_be_visible()
    expect(page.get_by_text("convert: settings.mode balanced → accurate")).to_be_visible()
    expect(page.get_by_text("segment: step added")).to_be_visible()
    expect(page.get_by_text("extract: schema invoice_number removed")).to_be_visible()
    expect(page.locator("[data-testid=stGraphVizChart] svg")).to_be_visible()

    first = page.get_by_role("combobox", name="From")
    first.scroll_into_view_if_needed()
    first.click()
    page.get_by_role("option", name="draft").click()
    expect(page).to_have_url(re.compile("from=0&to=2"))
    expect(page.get_by_text("Nothing differs")).to_be_visible()
    page.get_by_role("button", name="Remove", exact=False).click()
    expect(page.get_by_text("draft: differs from v2")).to_be_visible()
    page.get_by_role("button", name="Discard the draft").click()
    page.get_by_role("button", name="Discard and go back to v2").click()
    expect(page.get_by_text("draft: as v2")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=_NAME)).to_be_visible()
    with dashboard.client() as client:
        saved = client.list_pipelines(limit=200).pipelines
        (made,) = [each.pipeline_id for each in saved if each.name == _NAME]
        assert client.list_versions(made).total == 2  # second clicks made and published nothing


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_everything_has_its_place(
    browser: Browser, dashboard: Server, scheme: str
) -> None:
    with dashboard.client() as client:
        pipeline_id = pipeline_named(client, "Split and extract")
    with phone(browser, dashboard, scheme) as page:
        page.goto(f"/pipelines?pipeline={pipeline_id}&step=0")
        page.get_by_text("More settings").click()
        expect(page.get_by_text("Join over pages")).to_be_visible()
        assert is_narrow(page)
        assert grave_findings(page) == []
