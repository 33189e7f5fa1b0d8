"""A segment leads to its first page."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.segment.packets import make_letters
from tests.servers import Server
from tests.waiting import wait_until_ended

_SECOND_ROW = (12, 87)
"""Where the box of the second row is in a table, in pixels from its corner: below the head and the first row."""


def test_a_segment_opens_its_first_page(page: Page, dashboard: Server, tmp_path: Path) -> None:
    packet = make_letters(tmp_path / "packet.pdf", ["Alpha", "Alpha", "Beta", "Gamma"])
    schema = {"segments": [{"name": "Alpha"}, {"name": "Beta"}, {"name": "Gamma"}]}
    steps = [
        PipelineStep(type="convert", settings={"mode": "fast"}),
        PipelineStep(type="segment", settings={"segmentation_schema": schema}),
    ]
    with dashboard.client() as client:
        pipeline_id = client.create_pipeline(steps).pipeline_id
        run = client.run_pipeline_on_file(pipeline_id, packet, RunOptions())
        wait_until_ended(client, run.execution_id)
    page.goto(f"/execution?id={run.execution_id}&step=1")
    expect(page.get_by_text("3 segments on 4 pages")).to_be_visible()
    rows = page.locator("[data-testid=stDataFrame]").last
    rows.scroll_into_view_if_needed()

    rows.click(position={"x": _SECOND_ROW[0], "y": _SECOND_ROW[1]})

    expect(page.get_by_text("Heading: Beta (page 3)")).to_be_visible()
    expect(page.get_by_text("Page 3 of 4")).to_be_visible()
    expect(page).to_have_url(re.compile("page=3"))
