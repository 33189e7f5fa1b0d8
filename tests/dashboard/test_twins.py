"""Pipelines of one name: what is chosen on a page is what happens."""

import pytest

from lineup.client import Client
from lineup.contract.pipelines import PipelineStep
from lineup.samples import SAMPLES
from tests.dashboard.conftest import OpenPage
from tests.dashboard.seen import address


@pytest.fixture
def twins(client: Client) -> list[str]:
    steps = [PipelineStep(type="convert", settings={"mode": "fast"})]
    made = [client.create_pipeline(steps).pipeline_id for _ in range(2)]
    for each in made:
        client.save_pipeline(each, "Twins")
    return made


def test_the_chosen_one_is_run(on_engine: OpenPage, client: Client, twins: list[str]) -> None:
    for twin in twins:
        app = on_engine(source="Samples", sample=SAMPLES[0].name, pipeline=twin).run()
        app.button(key="run").click().run()
        (started,) = address(app, "started")
        assert client.get_execution(started).pipeline_id == twin


def test_both_are_sides_of_a_comparison(on_engine: OpenPage, twins: list[str]) -> None:
    sides = [f"{twin}@0" for twin in twins]
    app = on_engine("compare.py", version=sides).run()
    assert [box.value for box in app.selectbox if box.value in twins] == twins
    assert address(app, "version") == sides


def test_executions_are_filtered_by_the_chosen_one(on_engine: OpenPage, twins: list[str]) -> None:
    for twin in twins:
        app = on_engine("executions.py", pipeline=twin).run()
        assert address(app, "pipeline") == [twin]
