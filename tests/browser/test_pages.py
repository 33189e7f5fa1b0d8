"""What only a browser shows of the pages: history, chosen rows, a second click, remote requests of hostile results."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from lineup.contract.executions import RunOptions
from lineup.contract.extension import ExecutionQuery
from lineup.samples import SAMPLES
from tests.browser.acts import click_row, wait_until_drawn, wait_until_forgotten
from tests.seeded import pipeline_named
from tests.servers import Server
from tests.waiting import wait_until_ended


def _run(dashboard: Server, path: Path) -> str:
    with dashboard.client() as client:
        pipeline_id = pipeline_named(client, "Convert (balanced)")
        options = RunOptions(output_format="markdown,json")
        run = client.run_pipeline_on_file(pipeline_id, path, options)
        return wait_until_ended(client, run.execution_id).execution_id


def _count(dashboard: Server) -> int:
    with dashboard.client() as client:
        return client.list_execution_rows(ExecutionQuery()).total


def test_a_row_opens_its_execution_and_back_returns_to_the_filtered_list(
    page: Page, dashboard: Server
) -> None:
    execution_id = _run(dashboard, SAMPLES[0].path)
    page.goto("/executions")
    page.get_by_role("searchbox", name="Search").fill(execution_id)
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 execution", exact=True)).to_be_visible()

    click_row(page, 1, x=300)

    expect(page).to_have_url(re.compile(f"execution={execution_id}"))
    expect(page.get_by_text("Back to the list")).to_be_visible()
    page.get_by_text("Source", exact=True).click()
    expect(page).to_have_url(re.compile("view=Source"))
    page.go_back()
    expect(page.get_by_text("1 execution", exact=True)).to_be_visible()
    wait_until_drawn(page)
    expect(page.get_by_role("searchbox", name="Search")).to_have_value(execution_id)
    page.go_forward()
    expect(page.get_by_text("## Summary").first).to_be_visible()


def test_executions_are_selected_by_mouse_and_keyboard_and_compared(
    page: Page, dashboard: Server
) -> None:
    newest = [_run(dashboard, SAMPLES[0].path) for _ in range(2)][-1]
    wait_until_forgotten(page)
    page.goto("/executions")
    click_row(page, 1, x=18)
    expect(page).to_have_url(re.compile(f"selected={newest}"))
    expect(page.get_by_text("Select another execution")).to_be_visible()
    wait_until_drawn(page)
    page.get_by_role("combobox", name="Selected executions").press("ArrowDown")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 executions of one document")).to_be_visible()
    page.keyboard.press("Escape")
    _, *selected = page.url.split("selected=")
    click_row(
        page, 1, x=300
    )  # a click beside the ticks opens the row, and the way back brings the ticks
    expect(page).to_have_url(re.compile(f"execution={newest}"))
    page.get_by_text("Back to the list").click()
    page.locator("[data-testid=stHtml] a", has_text="Compare").click()
    expect(page).to_have_url(re.compile(f"compare.version={'version='.join(selected)}"))
    expect(page.get_by_text("New comparison")).to_be_visible()


def test_back_undoes_a_filter(page: Page, dashboard: Server) -> None:
    _run(dashboard, SAMPLES[0].path)
    page.goto("/executions")
    page.get_by_role("searchbox", name="Search").fill("no such document")
    page.keyboard.press("Enter")
    expect(page.get_by_text("No execution matches these filters.")).to_be_visible()

    page.go_back()

    expect(page.locator("[data-testid=stDataFrame]").first).to_be_visible()
    wait_until_drawn(page)  # until then the field of before is there too
    expect(page.get_by_role("searchbox", name="Search")).to_have_value("")


def test_a_double_click_on_run_starts_everything_once(page: Page, dashboard: Server) -> None:
    before = _count(dashboard)
    page.goto("/?source=Samples&sample=inventory.xlsx&version=1&version=0")
    page.get_by_role("button", name=re.compile("Run 1 document × 2 versions")).dblclick()

    expect(page.get_by_role("heading", name="2 of 2 finished")).to_be_visible()
    assert page.url.count("started=") == 2
    assert _count(dashboard) == before + 2


def test_one_of_several_started_opens_below_and_keeps_the_form(page: Page) -> None:
    page.goto("/?source=Samples&sample=inventory.xlsx&version=1&version=0")
    page.get_by_role("button", name=re.compile("Run 1 document × 2 versions")).click()
    expect(page.get_by_role("heading", name="2 of 2 finished")).to_be_visible()

    click_row(page, 2, x=300)

    expect(page.get_by_role("heading", name="Stock", exact=True)).to_be_visible()
    expect(page.get_by_text("No page image")).to_be_visible()
    page.get_by_text("What to run").click()
    expect(page.get_by_role("button", name=re.compile("Run 1 document"))).to_be_visible()


def test_a_hostile_document_runs_nothing_and_fetches_nothing(
    page: Page, dashboard: Server, tmp_path: Path
) -> None:
    document = tmp_path / "hostile.html"
    document.write_text(
        "<html><body><h1>Harmless heading</h1><script>document.title='owned'</script>"
        "<img src='https://evil.example/pixel.png'><p style='background:url(https://evil.example/b)'>text</p>"
        "<iframe src='https://evil.example/frame'></iframe></body></html>"
    )
    execution_id = _run(dashboard, document)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    for view in ("Rendered", "Source", "JSON tree", "Chunks"):
        page.goto(f"/execution?id={execution_id}&view={view}")
        expect(page.get_by_text("hostile.html").first).to_be_visible()
        expect(page.get_by_role("button", name="Download", exact=True)).to_be_visible()

    assert not [url for url in asked if "evil.example" in url]
    assert page.title() != "owned"


def test_run_again_leads_to_the_same_pipeline_and_version(page: Page, dashboard: Server) -> None:
    execution_id = _run(dashboard, SAMPLES[2].path)
    page.goto(f"/execution?id={execution_id}")
    page.get_by_role("link", name="Run again").click()

    expect(page).to_have_url(re.compile(r"pipeline=pl_\w+&version=1"))
    expect(page.get_by_text("Choose a document first.")).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile(f"id={execution_id}"))


def test_a_failed_step_is_run_again_by_one_click(
    page: Page, dashboard: Server, tmp_path: Path
) -> None:
    document = tmp_path / "broken.pdf"
    document.write_bytes(b"%PDF-1.7 and nothing else")
    execution_id = _run(dashboard, document)
    page.goto(f"/execution?id={execution_id}")
    page.get_by_role("button", name="Re-run from step 0 convert").last.click()

    expect(page.get_by_role("link", name=f"Re-run of {execution_id}")).to_be_visible()
