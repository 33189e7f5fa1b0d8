"""The run endpoint's own OpenAPI against the published one, field by field."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

PUBLISHED = json.loads(
    (Path(__file__).parent / "specification" / "run_pipeline.json").read_text("utf-8")
)
PATH = "/api/v1/pipelines/{pipeline_id}/run"


def without_prose(value: Any) -> Any:
    """Return the schema with the differences taken out that the project allows itself.

    These are: descriptions; `contentMediaType` for `format: binary`; nullable cookies; `input` and `ctx` in a validation
    error; `minimum: 0.0`, which equals 0.
    """
    if isinstance(value, list):
        return [without_prose(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("contentMediaType") == "application/octet-stream":
        return {"type": "string", "format": "binary"}
    kept = {
        key: without_prose(item)
        for key, item in value.items()
        if not (key in {"description", "summary"} and isinstance(item, str))
    }
    if kept.get("in") == "cookie" and "anyOf" in kept["schema"]:
        kept["schema"] = {"type": "string", "title": kept["schema"]["title"]}
    return kept


@pytest.fixture
def ours(application: FastAPI) -> Any:
    return application.openapi()


def test_the_run_operation_is_the_published_one(ours: Any) -> None:
    assert without_prose(ours["paths"][PATH]["post"]) == PUBLISHED["operation"]


@pytest.mark.parametrize("name", sorted(PUBLISHED["schemas"]))
def test_each_schema_of_the_run_operation_is_the_published_one(ours: Any, name: str) -> None:
    schema = without_prose(ours["components"]["schemas"][name])
    if name == "ValidationError":
        for extra in ("input", "ctx"):
            schema["properties"].pop(extra, None)

    assert schema == PUBLISHED["schemas"][name]


def test_the_key_travels_as_published(ours: Any) -> None:
    assert ours["components"]["securitySchemes"] == PUBLISHED["securitySchemes"]
