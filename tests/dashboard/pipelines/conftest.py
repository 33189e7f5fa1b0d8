"""Pipelines of the running engine that a test makes for itself."""

import pytest

from lineup.client import Client
from lineup.contract.pipelines import PipelineStep
from tests.dashboard.pipelines.editing import FAST, Made


@pytest.fixture
def made(client: Client) -> Made:
    """Makes a saved pipeline of steps, published if asked, and returns its id."""

    def make(*steps: PipelineStep, name: str = "Letters", published: bool = False) -> str:
        pipeline_id = client.create_pipeline(steps or [FAST]).pipeline_id
        client.save_pipeline(pipeline_id, name)
        if published:
            client.create_version(pipeline_id, "The first one")
        return pipeline_id

    return make
