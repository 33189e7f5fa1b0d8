"""The official SDK against a real running engine, through the SDK's own public calls."""

from pathlib import Path

import pytest
from datalab_sdk import DatalabClient
from datalab_sdk.exceptions import DatalabAPIError
from datalab_sdk.models import PipelineConfig, PipelineProcessor

from tests.sdk.samples import FAST, SENTENCES, finished
from tests.servers import Server

PAGINATED = [PipelineProcessor(type="convert", settings={"mode": "fast", "paginate": True})]


def test_a_new_pipeline_is_an_unsaved_draft(sdk: DatalabClient) -> None:
    created = sdk.create_pipeline(FAST)

    assert created.pipeline_id.startswith("pl_")
    assert created.steps == [{"type": "convert", "settings": {"mode": "fast"}}]
    assert (created.name, created.is_saved, created.active_version) == (None, False, 0)


def test_saving_a_pipeline_names_it_and_puts_it_on_the_list(sdk: DatalabClient) -> None:
    pipeline_id = sdk.create_pipeline(FAST).pipeline_id

    saved = sdk.save_pipeline(pipeline_id, "Letters")

    listed = {each.pipeline_id: each.name for each in sdk.list_pipelines(limit=200)["pipelines"]}
    assert (saved.name, saved.is_saved) == ("Letters", True)
    assert listed[pipeline_id] == "Letters"


def test_saving_without_a_name_makes_one(sdk: DatalabClient) -> None:
    assert sdk.save_pipeline(sdk.create_pipeline(FAST).pipeline_id).name


def test_publishing_makes_the_draft_the_active_version(
    sdk: DatalabClient, published: PipelineConfig
) -> None:
    (version,) = sdk.list_pipeline_versions(published.pipeline_id)["versions"]

    assert published.active_version == 1
    assert (version.version, version.description) == (1, "First.")
    assert version.steps == published.steps


def test_a_change_of_the_draft_leaves_the_published_version_alone(
    sdk: DatalabClient, published: PipelineConfig
) -> None:
    changed = sdk.update_pipeline(published.pipeline_id, PAGINATED)

    (version,) = sdk.list_pipeline_versions(published.pipeline_id)["versions"]
    assert changed.steps[0]["settings"]["paginate"] is True
    assert version.steps == published.steps


def test_a_pipeline_has_a_rate(sdk: DatalabClient, published: PipelineConfig) -> None:
    rate = sdk.get_pipeline_rate(published.pipeline_id)

    assert rate["rate_per_1000_pages_cents"] == 400
    assert rate["rate_breakdown"]


def test_a_file_is_run_polled_and_read(
    sdk: DatalabClient, published: PipelineConfig, document: Path
) -> None:
    pending = sdk.run_pipeline(published.pipeline_id, file_path=document)

    ended = finished(sdk, pending)

    result = sdk.get_step_result(ended.execution_id, 0)
    assert pending.execution_id.startswith("pex_")
    assert (ended.status, ended.pipeline_version) == ("completed", 1)
    assert [(step.step_type, step.status) for step in ended.steps] == [("convert", "completed")]
    assert all(sentence in result["markdown"] for sentence in SENTENCES)
    assert result["page_count"] == 2


def test_the_options_of_a_run_take_effect(
    sdk: DatalabClient, published: PipelineConfig, document: Path
) -> None:
    sdk.update_pipeline(published.pipeline_id, PAGINATED)

    ended = finished(
        sdk,
        sdk.run_pipeline(
            published.pipeline_id,
            file_path=document,
            page_range="1",
            output_format="html",
            run_evals=True,
            skip_cache=True,
            version=0,
        ),
    )

    result = sdk.get_step_result(ended.execution_id, 0)
    assert (ended.status, ended.pipeline_version) == ("completed", 0)
    assert SENTENCES[1] in result["html"]
    assert SENTENCES[0] not in result["html"]
    assert result["page_count"] == 1


def test_a_stored_file_is_run_by_its_reference(
    sdk: DatalabClient, published: PipelineConfig, document: Path
) -> None:
    stored = sdk.upload_files(document)

    ended = finished(sdk, sdk.run_pipeline(published.pipeline_id, file_url=stored.reference))

    assert stored.reference.startswith("datalab://")
    assert ended.status == "completed"
    assert SENTENCES[0] in sdk.get_step_result(ended.execution_id, 0)["markdown"]


def test_the_executions_of_a_pipeline_are_listed_newest_first(
    sdk: DatalabClient, published: PipelineConfig, document: Path
) -> None:
    started = [
        sdk.run_pipeline(published.pipeline_id, file_path=document).execution_id for _ in range(3)
    ]

    listed = sdk.list_pipeline_executions(published.pipeline_id, limit=2)

    assert [each.execution_id for each in listed["executions"]] == [started[2], started[1]]
    assert listed["total"] == 3


def test_a_pipeline_that_is_not_there_is_an_error_of_the_sdk(sdk: DatalabClient) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.get_pipeline("pl_nobodyhasit1")

    assert caught.value.status_code == 404


def test_a_wrong_page_range_is_an_error_of_the_sdk(
    sdk: DatalabClient, published: PipelineConfig, document: Path
) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.run_pipeline(published.pipeline_id, file_path=document, page_range="4-2")

    assert caught.value.status_code == 422


@pytest.mark.usefixtures("sdk")
def test_a_wrong_key_is_an_error_of_the_sdk(server: Server) -> None:
    stranger = DatalabClient(api_key="wrong", base_url=server.base_url)

    with pytest.raises(DatalabAPIError) as caught:
        stranger.list_pipelines()

    assert caught.value.status_code == 401
