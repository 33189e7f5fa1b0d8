"""The sample form through its own pipeline on a running engine, and where a fill step may stand."""

import base64
from pathlib import Path

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import RunOptions
from lineup.contract.fill_results import fill_result
from lineup.contract.pipelines import PipelineStep
from lineup.engine.seeds import SEEDS
from lineup.samples import SAMPLES
from tests.fill.conftest import seen
from tests.seeded import pipeline_named
from tests.servers import Server
from tests.waiting import wait_until_ended

SAMPLE = next(each for each in SAMPLES if each.name == "registration-form.pdf")
(SEED,) = (seed for seed in SEEDS if seed.name == SAMPLE.pipeline_name)
CONVERT = PipelineStep(type="convert", settings={"mode": "fast"})
FILL = PipelineStep(type="fill", settings={"field_data": {"a": {"value": "b"}}})


def test_the_sample_comes_back_with_every_value_in_it(client: Client) -> None:
    pipeline_id = pipeline_named(client, SAMPLE.pipeline_name)
    started = client.run_pipeline_on_file(pipeline_id, SAMPLE.path, RunOptions())
    execution = wait_until_ended(client, started.execution_id)

    assert execution.status == "completed"
    result = fill_result(client.get_step_result(execution.execution_id, 0))
    assert result is not None
    assert result.fields_filled == list(SEED.steps[0].settings["field_data"])
    assert result.fields_not_found == []
    content = base64.b64decode(result.output_base64)
    assert seen(content).tobytes() != seen(SAMPLE.path.read_bytes()).tobytes()


def test_a_fill_step_is_billed_by_its_page(client: Client, tmp_path: Path) -> None:
    pipeline = client.create_pipeline([FILL])
    rate = client.get_rate(pipeline.pipeline_id)
    assert rate.rate_per_1000_pages_cents == 600

    table = tmp_path / "a.csv"
    table.write_text("a,b\n1,2\n")
    started = client.run_pipeline_on_file(pipeline.pipeline_id, table, RunOptions())
    execution = wait_until_ended(client, started.execution_id)
    assert execution.status == "failed"
    assert "Only PDFs and images can be filled" in (execution.steps[0].error_message or "")
    assert (execution.rate_breakdown or {})["billed_cents"] == 0


@pytest.mark.parametrize("steps", [[CONVERT, FILL], [FILL, CONVERT], [FILL, FILL]])
def test_a_fill_step_stands_alone(client: Client, steps: list[PipelineStep]) -> None:
    with pytest.raises(ClientError, match=r"must be the first step|may follow only"):
        client.create_pipeline(steps)


def test_settings_that_make_no_sense_are_refused_with_their_path(server: Server) -> None:
    step = {"type": "fill", "settings": {"field_data": {}, "confidence_threshold": 2}}
    headers = {"X-API-Key": server.key}
    address = f"{server.base_url}/api/v1/pipelines"
    answer = httpx.post(address, json={"steps": [step]}, headers=headers)

    assert answer.status_code == 422
    paths = [tuple(each["loc"][-2:]) for each in answer.json()["detail"]]
    assert paths == [("settings", "field_data"), ("settings", "confidence_threshold")]
