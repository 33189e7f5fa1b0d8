"""A low result leads to its page and its block."""

import re

from playwright.sync_api import Page, expect

from lineup.contract.eval_rubrics import EvalDefinition, NewEvalRubric
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.servers import Server
from tests.waiting import wait_until_ended

_RULE = {"name": "Tables", "type": "block", "check": {"kind": "table_shape", "min_rows": 9}}
_SECOND_ROW = (12, 87)
"""Where the box of the first row is in a table, in pixels from its corner: below the head."""


def test_a_low_result_opens_its_page_and_marks_its_block(page: Page, dashboard: Server) -> None:
    with dashboard.client() as client:
        definition = EvalDefinition.model_validate({"rules": [_RULE]})
        rubric = client.create_rubric(NewEvalRubric(name="Reading", eval_definition=definition))
        step = PipelineStep(type="convert", settings={"mode": "fast"}, eval_rubric_id=rubric.id)
        pipeline_id = client.create_pipeline([step]).pipeline_id
        options = RunOptions(output_format="json", run_evals=True, page_range="1-2")
        run = client.run_pipeline_on_file(pipeline_id, SAMPLES[0].path, options)
        wait_until_ended(client, run.execution_id)
    page.goto(f"/execution?id={run.execution_id}&view=Evaluation")
    expect(page.get_by_text("Lowest results")).to_be_visible()
    block = page.get_by_role("combobox", name="Block")
    expect(block).to_have_value("")
    rows = page.locator("[data-testid=stDataFrame]").last
    rows.scroll_into_view_if_needed()

    rows.click(position={"x": _SECOND_ROW[0], "y": _SECOND_ROW[1]})

    expect(block).to_have_value(re.compile("Table"))
    expect(page.get_by_text("page 3 of the document")).to_be_visible()
    expect(page).to_have_url(re.compile("page=2"))
