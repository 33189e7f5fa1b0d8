"""A pipeline, a stored file, and a bench on which a comparison's parts are done when a test says so."""

import httpx
import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from tests.engine.comparisons.comparing import RIGHT, Bench, digital_pdf, store_file
from tests.engine.conftest import RememberedQueue


@pytest.fixture
def bench(local: Client, services: Services, database: Engine, queue: RememberedQueue) -> Bench:
    return Bench(local, services, database, queue)


@pytest.fixture
def pipeline_id(local: Client) -> str:
    return local.create_pipeline([PipelineStep(type="convert")]).pipeline_id


@pytest.fixture
def file_id(api: httpx.Client) -> int:
    """A PDF whose own text says what is right."""
    return store_file(api, digital_pdf(RIGHT), "rate.pdf")
