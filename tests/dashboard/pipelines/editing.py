"""Pipelines as the Pipelines page edits them: steps to begin with, what a person does, and what came of it."""

import json
from collections.abc import Callable
from typing import Any

from streamlit.testing.v1 import AppTest

from lineup.client import Client
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from tests.dashboard.fake_server import FakeServer
from tests.dashboard.samples_of import convert_step, pipeline, version

PAGE = "pipelines.py"
ID = "pl_000000000001"
SCHEMA: JsonObject = {"type": "object", "properties": {"total": {"type": "number"}}}
FAST = PipelineStep(type="convert", settings={"mode": "fast"})
SEGMENT = PipelineStep(
    type="segment", settings={"segmentation_schema": {"segmentation_strategy": "document_boundary"}}
)
EXTRACT = PipelineStep(type="extract", settings={"page_schema": SCHEMA})

Made = Callable[..., str]
"""Makes a saved pipeline of steps, published if asked, and returns its id."""


def press(app: AppTest, label: str) -> AppTest:
    (found,) = [each for each in app.button if each.label == label]
    return found.click().run()


def button(app: AppTest, label: str) -> Any:
    return next(each for each in app.button if each.label == label)


def type_json(app: AppTest, name: str, value: Any, step: int = 0) -> AppTest:
    """Type a value as JSON into the field of a setting."""
    text = value if isinstance(value, str) else json.dumps(value)
    app.text_area(key=f"setting-0.{step}-{name}-json").set_value(text)
    return app.run()


def choose(app: AppTest, name: str, value: Any, step: int = 0, kind: str = "choice") -> AppTest:
    app.button_group(key=f"setting-0.{step}-{name}-{kind}").set_value(value)
    return app.run()


def draft_of(client: Client, pipeline_id: str) -> list[JsonObject]:
    return [step.to_wire() for step in client.get_pipeline(pipeline_id).steps]


def change_elsewhere(client: Client, pipeline_id: str) -> None:
    """Set the draft's mode to accurate, not by the page."""
    client.update_pipeline(
        pipeline_id, [PipelineStep(type="convert", settings={"mode": "accurate"})]
    )


def serve(fake: FakeServer, *steps: PipelineStep) -> None:
    own = pipeline(1, steps=list(steps) or [convert_step(mode="fast")])
    fake.answer(f"GET /pipelines/{ID}", own.model_dump(mode="json"))
    versions = {"versions": [version(1, *own.steps).model_dump(mode="json")], "total": 1}
    fake.answer(f"GET /pipelines/{ID}/versions", versions)
