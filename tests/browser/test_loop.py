"""The main job in a real browser: upload, run, read, find again; links, F5 and Back; dark and narrow."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lineup.contract.executions import RunOptions
from lineup.samples import SAMPLES
from tests.browser.acts import phone, wait_until_drawn
from tests.browser.conftest import PATIENCE_MS
from tests.seeded import pipeline_named
from tests.servers import Server, running
from tests.waiting import wait_until_ended

REPORT = SAMPLES[0].path
HEADING = "Summary"


@pytest.fixture(scope="session")
def execution_id(dashboard: Server) -> str:
    """A completed execution of the sample report, with blocks."""
    with dashboard.client() as client:
        pipeline_id = pipeline_named(client, "Convert (balanced)")
        options = RunOptions(output_format="markdown,json")
        run = client.run_pipeline_on_file(pipeline_id, REPORT, options)
        return wait_until_ended(client, run.execution_id).execution_id


def expect_result(page: Page) -> None:
    """Expect the rendered result of the report beside its page image."""
    expect(page.get_by_text("✔ completed").or_(page.get_by_text("completed")).first).to_be_visible()
    expect(page.get_by_role("heading", name=HEADING, exact=True)).to_be_visible()
    expect(page.locator("[data-testid=stImage] img").first).to_be_visible()


def test_an_upload_is_run_read_and_found_again(page: Page, tmp_path: Path) -> None:
    document = tmp_path / "uploaded report.pdf"
    document.write_bytes(REPORT.read_bytes())
    page.goto("/")
    page.locator("input[type=file]").set_input_files(str(document))
    button = page.get_by_role("button", name=re.compile("Run 1 document × 1 version"))
    expect(button).to_contain_text("3 pages")
    expect(button).to_contain_text("about $0.02")

    button.click()

    expect_result(page)
    page.get_by_role("link", name="Executions").click()
    page.get_by_role("searchbox", name="Search").fill("uploaded report")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 execution", exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile("uploaded"))


def test_a_sample_is_two_clicks_away(page: Page) -> None:
    page.goto("/?source=Samples")
    page.get_by_role("button", name="Use this").first.click()
    page.get_by_role("button", name=re.compile("Run 1 document")).click()

    expect_result(page)
    expect(page).to_have_url(re.compile("started=pex_"))
    page.reload()
    expect_result(page)


def test_a_result_survives_f5_and_its_view_is_in_the_link(page: Page, execution_id: str) -> None:
    page.goto(f"/execution?id={execution_id}")
    expect_result(page)
    page.get_by_role("radio", name="Source").or_(
        page.get_by_text("Source", exact=True)
    ).first.click()
    expect(page).to_have_url(re.compile("view=source", re.IGNORECASE))

    page.reload()

    expect(page.get_by_text("## Summary").first).to_be_visible()


def test_a_deep_link_works_as_the_first_request_after_a_start(
    browser: Browser, tmp_path: Path
) -> None:
    with running(tmp_path / "data", "ui") as server:
        with server.client() as client:
            pipeline_id = pipeline_named(client, "Convert (balanced)")
            options = RunOptions(output_format="markdown,json")
            run = client.run_pipeline_on_file(pipeline_id, REPORT, options)
            wait_until_ended(client, run.execution_id)
        with browser.new_context(base_url=server.base_url) as context:
            page = context.new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.goto(f"/execution?id={run.execution_id}")

            expect_result(page)
            expect(page.get_by_role("link", name="Executions", exact=True)).to_be_visible()


def test_an_execution_that_does_not_exist_is_a_sentence(page: Page) -> None:
    page.goto("/execution?id=pex_nowhere")

    expect(page.get_by_text("There is no execution").first).to_be_visible()


@pytest.mark.parametrize("path", ["/", "/executions", "/execution"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_fits_a_phone_in_both_themes(
    browser: Browser, dashboard: Server, execution_id: str, path: str, scheme: str
) -> None:
    with phone(browser, dashboard, scheme) as page:
        page.goto(path + (f"?id={execution_id}" if path == "/execution" else ""))
        expect(page.get_by_role("heading").first).to_be_visible()
        expect(page.locator("[data-testid=stSpinner]")).to_have_count(0)
        wait_until_drawn(page)

        background = page.evaluate(
            "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
        )
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")

    assert background == ("rgb(16, 20, 24)" if scheme == "dark" else "rgb(255, 255, 255)")
    assert overflow <= 0


def test_no_page_asks_anything_of_another_host(page: Page, execution_id: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(f"/execution?id={execution_id}")
    expect_result(page)

    own = page.url.split("/execution")[0]
    foreign = [
        u for u in asked if not u.startswith((own, own.replace("http", "ws"), "data:", "blob:"))
    ]
    assert foreign == []
