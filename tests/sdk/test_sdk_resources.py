"""Saved extraction schemas and custom processors through the official SDK."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from datalab_sdk import DatalabClient
from datalab_sdk.exceptions import DatalabAPIError
from datalab_sdk.models import CustomProcessor, ExtractionSchema, PipelineProcessor
from reportlab.pdfgen.canvas import Canvas

from tests.plugin.lineup_test_processors import Stamp
from tests.sdk.samples import FAST, finished

TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}}
DATED = {"type": "object", "properties": {"date": {"type": "string"}}}
REDACT = "cp_redactPerson"


@pytest.fixture
def saved(sdk: DatalabClient) -> ExtractionSchema:
    return sdk.create_extraction_schema("Invoice", TOTAL, description="Sums.")


@pytest.fixture
def stamp(sdk: DatalabClient) -> Iterator[CustomProcessor]:
    """The test's own custom processor; whatever is chosen about it is taken back."""
    yield by_id(sdk)[Stamp.processor_id]
    sdk.set_active_processor_version(Stamp.processor_id, 2)


def by_id(sdk: DatalabClient) -> dict[str, CustomProcessor]:
    """Return the custom processors that are listed."""
    return {each.processor_id: each for each in sdk.list_custom_processors()["processors"]}


def test_a_schema_is_saved_and_read(sdk: DatalabClient, saved: ExtractionSchema) -> None:
    read = sdk.get_extraction_schema(saved.schema_id)

    assert saved.schema_id.startswith("sch_")
    assert (read.name, read.description, read.schema_json) == ("Invoice", "Sums.", TOTAL)
    assert (read.version, read.archived) == (1, False)
    assert read == saved


def test_schemas_are_listed(sdk: DatalabClient, saved: ExtractionSchema) -> None:
    listed = sdk.list_extraction_schemas(limit=1)

    assert listed["schemas"] == [saved]
    assert listed["total"] >= 1


def test_a_schema_is_changed_in_place_and_as_a_next_version(
    sdk: DatalabClient, saved: ExtractionSchema
) -> None:
    renamed = sdk.update_extraction_schema(saved.schema_id, name="Bill", description="All sums.")
    second = sdk.update_extraction_schema(
        saved.schema_id, schema_json=DATED, create_new_version=True
    )

    assert (renamed.name, renamed.version, renamed.version_history) == ("Bill", 1, None)
    assert (second.version, second.schema_json) == (2, DATED)
    assert second.version_history is not None
    assert [(old["version"], old["schema_json"]) for old in second.version_history] == [(1, TOTAL)]


def test_a_deleted_schema_is_archived_and_can_come_back(
    sdk: DatalabClient, saved: ExtractionSchema
) -> None:
    deleted = sdk.delete_extraction_schema(saved.schema_id)
    listed = sdk.list_extraction_schemas(limit=200)["schemas"]
    archived = sdk.list_extraction_schemas(limit=200, include_archived=True)["schemas"]
    back = sdk.update_extraction_schema(saved.schema_id, archived=False)

    assert deleted.archived
    assert saved.schema_id not in {each.schema_id for each in listed}
    assert saved.schema_id in {each.schema_id for each in archived}
    assert not back.archived


def test_a_schema_without_fields_is_an_error_of_the_sdk(sdk: DatalabClient) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.create_extraction_schema("Nothing", {"properties": {}})

    assert caught.value.status_code == 422


def test_custom_processors_are_listed_with_their_versions(
    sdk: DatalabClient, stamp: CustomProcessor
) -> None:
    status = sdk.get_custom_processor_status(stamp.processor_id)
    versions = sdk.list_custom_processor_versions(stamp.processor_id)["versions"]

    assert (stamp.name, stamp.status, stamp.success) == ("Stamp", "completed", True)
    assert (stamp.active_version, stamp.max_version) == (2, 2)
    assert status["processor_id"] == stamp.processor_id
    assert [(each.version, each.is_active) for each in versions] == [(2, True), (1, False)]
    assert by_id(sdk)[REDACT].name == "Redact personal data"


def test_the_version_that_is_active_at_submit_does_the_work(
    sdk: DatalabClient, stamp: CustomProcessor, document: Path
) -> None:
    step = PipelineProcessor(type="custom", custom_processor_id=stamp.processor_id)
    pipeline_id = sdk.create_pipeline([step]).pipeline_id

    sdk.set_active_processor_version(stamp.processor_id, 1)
    first = sdk.run_pipeline(pipeline_id, file_path=document)
    sdk.set_active_processor_version(stamp.processor_id, 2)
    second = sdk.run_pipeline(pipeline_id, file_path=document)

    results = [
        sdk.get_step_result(finished(sdk, run).execution_id, 0)["markdown"]
        for run in (first, second)
    ]
    assert results == ["stamp one in black", "stamp two in black"]


def test_an_archived_processor_leaves_the_list_and_what_was_made_with_it_still_runs(
    sdk: DatalabClient, stamp: CustomProcessor, document: Path
) -> None:
    step = PipelineProcessor(type="custom", custom_processor_id=stamp.processor_id)
    pipeline_id = sdk.create_pipeline([step]).pipeline_id

    sdk.archive_custom_processor(stamp.processor_id)

    assert stamp.processor_id not in by_id(sdk)
    with pytest.raises(DatalabAPIError) as caught:
        sdk.create_pipeline([step])
    assert caught.value.status_code == 422
    assert finished(sdk, sdk.run_pipeline(pipeline_id, file_path=document)).status == "completed"


def test_a_version_that_is_not_there_is_an_error_of_the_sdk(
    sdk: DatalabClient, stamp: CustomProcessor
) -> None:
    with pytest.raises(DatalabAPIError) as caught:
        sdk.set_active_processor_version(stamp.processor_id, 9)

    assert caught.value.status_code == 404


def test_personal_data_is_redacted_from_a_converted_document(
    sdk: DatalabClient, tmp_path: Path
) -> None:
    path = tmp_path / "letter.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.drawString(72, 700, "Write to max@example.com, or pay to DE89 3704 0044 0532 0130 00.")
    canvas.save()
    redact = PipelineProcessor(
        type="custom", custom_processor_id=REDACT, settings={"replacemnt": "x", "kinds": ["email"]}
    )
    pipeline_id = sdk.create_pipeline([*FAST, redact]).pipeline_id

    ended = finished(sdk, sdk.run_pipeline(pipeline_id, file_path=path, output_format="json"))

    result = sdk.get_step_result(ended.execution_id, 1)
    (block,) = result["json"]["children"][0]["children"]
    assert ended.status == "completed"
    assert block["html"] == ("<p>Write to [email], or pay to DE89 3704 0044 0532 0130 00.</p>")
    assert block["bbox"][1] == pytest.approx(842 - 700, abs=20)
    assert result["metadata"]["redactions"] == {"email": 1}
    (warning,) = result["metadata"]["warnings"]
    assert warning.startswith("The setting 'replacemnt' is not known to Redact personal data")
    assert warning.endswith("Did you mean 'replacement'?")
