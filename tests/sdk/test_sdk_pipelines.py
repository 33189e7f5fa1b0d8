"""The rest of a pipeline's life through the official SDK."""

from dataclasses import fields
from typing import Any

import pytest
from datalab_sdk import DatalabClient
from datalab_sdk.exceptions import DatalabAPIError
from datalab_sdk.models import FormFillingResult, PipelineConfig, PipelineProcessor

from lineup.samples import SAMPLES
from tests.sdk.samples import FAST, finished

FORM = next(each.path for each in SAMPLES if each.name == "registration-form.pdf")

BALANCED = [PipelineProcessor(type="convert", settings={"mode": "balanced"})]


@pytest.fixture
def edited(sdk: DatalabClient, published: PipelineConfig) -> PipelineConfig:
    """A pipeline with versions 1 and 2, and a draft that differs from both."""
    pipeline_id = published.pipeline_id
    sdk.update_pipeline(pipeline_id, BALANCED)
    sdk.create_pipeline_version(pipeline_id)
    return sdk.update_pipeline(
        pipeline_id, [PipelineProcessor(type="convert", settings={"paginate": True})]
    )


def listed(sdk: DatalabClient, **options: bool) -> dict[str, bool]:
    """Return which pipelines the SDK lists, and whether each is archived."""
    found = sdk.list_pipelines(limit=200, **options)["pipelines"]
    return {each.pipeline_id: each.archived for each in found}


def test_an_archived_pipeline_leaves_the_list_and_comes_back(
    sdk: DatalabClient, published: PipelineConfig
) -> None:
    answered = sdk.archive_pipeline(published.pipeline_id)
    hidden, everything = listed(sdk), listed(sdk, include_archived=True)
    sdk.unarchive_pipeline(published.pipeline_id)

    assert answered["archived"] is True
    assert published.pipeline_id not in hidden
    assert everything[published.pipeline_id] is True
    assert listed(sdk)[published.pipeline_id] is False


def test_an_unsaved_pipeline_is_listed_when_asked_for(sdk: DatalabClient) -> None:
    draft = sdk.create_pipeline(FAST).pipeline_id

    assert draft not in listed(sdk)
    assert draft in listed(sdk, saved_only=False)


def test_discarding_brings_the_active_versions_steps_back(
    sdk: DatalabClient, edited: PipelineConfig
) -> None:
    discarded = sdk.discard_pipeline_draft(edited.pipeline_id)

    assert discarded.steps == [{"type": "convert", "settings": {"mode": "balanced"}}]
    assert discarded.active_version == 2


def test_discarding_to_an_older_version_leaves_the_active_one_active(
    sdk: DatalabClient, edited: PipelineConfig
) -> None:
    discarded = sdk.discard_pipeline_draft(edited.pipeline_id, version=1)

    assert discarded.steps == [{"type": "convert", "settings": {"mode": "fast"}}]
    assert discarded.active_version == 2


@pytest.mark.parametrize(
    ("version", "status"),
    [pytest.param(9, 404, id="no such version"), pytest.param(-1, 422, id="no version at all")],
)
def test_discarding_to_what_does_not_exist_is_an_error_of_the_sdk(
    sdk: DatalabClient, edited: PipelineConfig, version: int, status: int
) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.discard_pipeline_draft(edited.pipeline_id, version=version)

    assert caught.value.status_code == status


def test_all_versions_are_listed_newest_first(sdk: DatalabClient, edited: PipelineConfig) -> None:
    found = sdk.list_pipeline_versions(edited.pipeline_id)

    assert [(each.version, each.description) for each in found["versions"]] == [
        (2, None),
        (1, "First."),
    ]
    assert found["total"] == 2


@pytest.mark.parametrize("step_type", ["dream", "transcribe"])
def test_a_step_without_a_processor_is_an_error_of_the_sdk(
    sdk: DatalabClient, step_type: str
) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.create_pipeline([*FAST, PipelineProcessor(type=step_type, settings={})])

    assert caught.value.status_code == 422


def test_a_form_is_filled_by_a_pipeline(sdk: DatalabClient) -> None:
    settings = {"field_data": {"full_name": {"value": "Ada", "description": "The participant"}}}
    pipeline = sdk.create_pipeline([PipelineProcessor(type="fill", settings=settings)])

    started = sdk.run_pipeline(pipeline.pipeline_id, file_path=FORM)
    ended = finished(sdk, started)
    result = sdk.get_step_result(ended.execution_id, 0)

    assert ended.status == "completed"
    assert FormFillingResult(**_known(result)).fields_filled == ["full_name"]


def _known(result: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that the SDK's own model of a filled form knows."""
    return {
        each.name: result[each.name] for each in fields(FormFillingResult) if each.name in result
    }
