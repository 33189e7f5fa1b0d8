"""The official SDK on a running engine.

It warns about itself when it is imported; everything after that counts as an error, as elsewhere.
"""

import asyncio
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

with warnings.catch_warnings():
    warnings.filterwarnings(
        "ignore", message="The 'initial' parameter is deprecated", category=DeprecationWarning
    )
    from datalab_sdk import DatalabClient
    from datalab_sdk.models import PipelineConfig

from tests.sdk.samples import FAST, SENTENCES
from tests.servers import Server


@pytest.fixture
def sdk(server: Server) -> Iterator[DatalabClient]:
    """The SDK with an event loop of its own: it opens one where there is none, and never closes it."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    yield DatalabClient(api_key=server.key, base_url=server.base_url)
    asyncio.set_event_loop(None)
    loop.close()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A PDF of two pages with a sentence each."""
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(595, 842))
    for sentence in SENTENCES:
        canvas.drawString(72, 700, sentence)
        canvas.showPage()
    canvas.save()
    path = tmp_path / "pangram.pdf"
    path.write_bytes(drawn.getvalue())
    return path


@pytest.fixture
def published(sdk: DatalabClient) -> PipelineConfig:
    """A pipeline whose version 1 is active."""
    pipeline_id = sdk.create_pipeline(FAST).pipeline_id
    sdk.save_pipeline(pipeline_id, "Pangrams")
    sdk.create_pipeline_version(pipeline_id, "First.")
    return sdk.get_pipeline(pipeline_id)
