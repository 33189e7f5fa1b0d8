"""The loop that Lineup is for, in a real browser: draft, publish, compare, filter, judge, decide; then all over a restart."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from lineup.compare.kinds import Kind
from lineup.comparing.reading import ComparisonReader
from lineup.comparing.reading_model import ComparisonReading
from lineup.contract.pipelines import PipelineStep
from lineup.settings import Settings
from lineup.workspace.opening import Workspace, open_workspace
from tests.browser.acts import press_first, wait_until_drawn
from tests.browser.conftest import PATIENCE_MS
from tests.browser.findings import grave_findings
from tests.convert.pdf_files import flowing_pdf, heading, paragraph, ruled_table, space
from tests.servers import Server, start, stop

COUNT = 5
NAME = "Larkfield invoices"


def _schema(total: str) -> dict[str, Any]:
    fields = {
        "invoice_number": {"type": "string"},
        "amount": {"type": "number", "description": f"The {total} total"},
    }
    return {"type": "object", "properties": fields}


def _invoice(number: int) -> bytes:
    """Return an invoice with two totals; the draft asks for the other one."""
    rows = [["Item", "Quantity", "Amount"], ["Hinge", "4", "40.00"], ["Bolt", "10", "60.00"]]
    return flowing_pdf(
        heading("Larkfield Tools Ltd"),
        paragraph(f"Invoice number: R-{2040 + number}"),
        space(),
        ruled_table(rows),
        space(),
        paragraph(f"Net total: {100 + number}.00"),
        paragraph(f"Grand total: {119 + number}.00"),
    )


@dataclass
class Loop:
    """A dashboard that can be started anew on the same folder, with a pipeline whose first version is published."""

    server: Server
    pipeline_id: str
    files: list[Path]

    def restart(self) -> None:
        stop(self.server)
        self.server = start(self.server.data_dir, "ui")

    def workspace(self) -> Workspace:
        return open_workspace(Settings(data_dir=self.server.data_dir))

    def reading(self) -> ComparisonReading:
        """Return the newest comparison as it stands."""
        with self.workspace() as workspace:
            newest = workspace.comparisons.list_comparisons()[0]
            return ComparisonReader.of(workspace).read(newest.comparison_id)


@pytest.fixture
def loop(tmp_path: Path) -> Iterator[Loop]:
    folder = tmp_path
    server = start(folder / "data", "ui")
    files = [folder / f"invoice-{number}.pdf" for number in range(COUNT)]
    for number, file in enumerate(files):
        file.write_bytes(_invoice(number))
    with server.client() as client:
        steps = [
            PipelineStep(type="convert", settings={"mode": "fast"}),
            PipelineStep(type="extract", settings={"page_schema": _schema("net")}),
        ]
        pipeline = client.create_pipeline(steps)
        client.save_pipeline(pipeline.pipeline_id, NAME)
        client.create_version(pipeline.pipeline_id, description="Net totals")
    loop = Loop(server, pipeline.pipeline_id, files)
    yield loop
    stop(loop.server)


@pytest.fixture(params=["dark", pytest.param("light", marks=pytest.mark.soak)])
def opened(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window in one of the themes; the other tests of these pages look at them in the light one."""
    with browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme=request.param
    ) as context:
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        yield page


def _go(page: Page, loop: Loop, address: str) -> None:
    page.goto(loop.server.base_url + address)


def _field_difference(reading: ComparisonReading, document: int) -> str:
    read = reading.documents[document]
    found = [one for one in read.measured.comparison.differences if one.kind is Kind.FIELD]
    return found[0].id


def test_the_whole_loop(opened: Page, browser: Browser, loop: Loop) -> None:
    page = opened
    _publish_another_version(page, loop)
    _compare_on_five_documents(page, loop)
    address = _filter_and_open_the_worst(page, loop)
    _judge_by_keys(page, loop)
    _judge_at_the_same_time(browser, loop, address)
    _make_a_golden_value(page, loop, address)
    loop.restart()
    _everything_is_still_there(page, browser, loop, address)


def _publish_another_version(page: Page, loop: Loop) -> None:
    _go(page, loop, f"/pipelines?pipeline={loop.pipeline_id}&step=1")
    schema = page.get_by_role("textbox", name="Fields to extract")
    schema.fill(json.dumps(_schema("grand")))
    schema.press("Control+Enter")
    expect(page.get_by_text("draft: differs from v1")).to_be_visible()
    page.get_by_role("textbox", name="What is new in it").fill("Grand totals")
    page.get_by_role("textbox", name="What is new in it").press("Control+Enter")
    page.get_by_role("button", name="Publish as v2").click()
    expect(page.get_by_text("active: v2")).to_be_visible()
    expect(page.get_by_text("amount").last).to_be_visible()


def _compare_on_five_documents(page: Page, loop: Loop) -> None:
    _go(page, loop, f"/compare?version={loop.pipeline_id}@1&version={loop.pipeline_id}@2")
    page.locator("input[type=file]").set_input_files([str(file) for file in loop.files])
    page.get_by_role("textbox", name="Your name").fill("Ada")
    page.get_by_role("textbox", name="Your name").press("Enter")
    button = page.get_by_role("button", name=re.compile("Compare 5 documents"))
    expect(button).to_contain_text("10 runs")
    expect(button).to_contain_text("$")
    button.click()
    expect(page).to_have_url(re.compile("comparison=cmp_"))
    expect(page.get_by_text(re.compile("Version 2 reads 5 of 10 fields"))).to_be_visible()


def _filter_and_open_the_worst(page: Page, loop: Loop) -> str:
    page.get_by_text("5 changed", exact=True).click()
    expect(page).to_have_url(re.compile("show=changed"))
    reading = loop.reading()
    worst = reading.documents[0]
    address = (
        f"/compare?comparison={reading.comparison.comparison_id}&show=changed"
        f"&document={worst.document.key}&difference={_field_difference(reading, 0)}"
    )
    _go(page, loop, address)
    expect(page.get_by_text(re.compile("Difference 1 of 1"))).to_be_visible()
    expect(page.get_by_text("119", exact=False).first).to_be_visible()
    expect(page.get_by_test_id("stImage").locator("img").first).to_be_visible()
    wait_until_drawn(page)
    return address


def _judge_by_keys(page: Page, loop: Loop) -> None:
    press_first(page, "2", page.get_by_text(re.compile("invoice-1.pdf · 0 of 1")))
    press_first(page, "1", page.get_by_text(re.compile("invoice-2.pdf · 0 of 1")))
    press_first(page, "u", page.get_by_text(re.compile("invoice-1.pdf · 0 of 1")))
    expect(page.get_by_text(re.compile("B 1 : A 0")).first).to_be_visible()
    verdicts = loop.reading().verdicts
    assert [told.judged_by for told in verdicts.values()] == ["Ada"]


def _judge_at_the_same_time(browser: Browser, loop: Loop, address: str) -> None:
    with browser.new_context(viewport={"width": 1440, "height": 900}) as context:
        other = context.new_page()
        other.set_default_timeout(PATIENCE_MS)
        _go(other, loop, address)
        expect(other.get_by_text(re.compile("Ada said"))).to_be_visible()
        name = other.get_by_role("textbox", name="Your name")
        press_first(other, "1", name)
        name.fill("Ben")
        name.press("Enter")
        expect(other.get_by_text(re.compile("invoice-1.pdf · 0 of 1"))).to_be_visible()
    with loop.workspace() as workspace:
        newest = workspace.comparisons.list_comparisons()[0]
        said = workspace.verdicts.history(newest.comparison_id)
    assert {told.judged_by for told in said} == {"Ada", "Ben"}


def _make_a_golden_value(page: Page, loop: Loop, address: str) -> None:
    _go(page, loop, address)
    expect(page.get_by_text(re.compile("People disagree"))).to_be_visible()
    page.get_by_role("button", name="Right, and golden").nth(1).click()
    expect(page.get_by_text("B is right, and golden", exact=False)).to_be_visible()
    expect(page.get_by_text("Accuracy", exact=True).first).to_be_visible()
    _go(page, loop, address)
    expect(page.get_by_text(re.compile("Golden value: 119"))).to_be_visible()


def _everything_is_still_there(page: Page, browser: Browser, loop: Loop, address: str) -> None:
    _go(page, loop, address)
    expect(page.get_by_text(re.compile("Golden value: 119"))).to_be_visible()
    expect(page.get_by_text(re.compile("People disagree"))).to_be_visible()
    expect(page.get_by_text("Accuracy", exact=True).first).to_be_visible()
    page.reload()
    expect(page.get_by_text(re.compile("Golden value: 119"))).to_be_visible()
    assert grave_findings(page) == []
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        phone = context.new_page()
        phone.set_default_timeout(PATIENCE_MS)
        _go(phone, loop, address)
        expect(phone.get_by_text(re.compile("Golden value: 119"))).to_be_visible()
        wait_until_drawn(phone)
        assert phone.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
        assert grave_findings(phone) == []
        _go(phone, loop, "/compare")
        expect(phone.get_by_text(re.compile("5 documents"))).to_be_visible()
        assert grave_findings(phone) == []
