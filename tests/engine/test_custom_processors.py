"""Custom processors through our client: what is installed, which version is active, and taking one out of use."""

from pathlib import Path

import httpx
import pytest

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.processors.installed import registered
from lineup.engine.processors.registry import ProcessorRegistry
from tests.plugin.lineup_test_processors import Stamp

STAMP = Stamp.processor_id
STAMPED = PipelineStep(type="custom", custom_processor_id=STAMP)


class Seal(Stamp):
    processor_id = "cp_sealOnce1234"
    name = "Seal"
    versions = Stamp.versions[:1]


@pytest.fixture
def registry() -> ProcessorRegistry:
    return registered(registered(ProcessorRegistry({}, {}), Stamp()), Seal())


def test_installed_processors_are_listed_with_their_newest_version_active(local: Client) -> None:
    listed = local.list_custom_processors()

    assert [(each.processor_id, each.name) for each in listed.pipelines] == [
        ("cp_sealOnce1234", "Seal"),
        (STAMP, "Stamp"),
    ]
    stamp = listed.pipelines[1]
    assert (stamp.status, stamp.success, stamp.iteration_in_progress) == ("completed", True, False)
    assert (stamp.active_version, stamp.max_version, stamp.archived) == (2, 2, False)
    assert stamp.created_at == Stamp.versions[1].created


def test_the_list_comes_in_pages(local: Client) -> None:
    page = local.list_custom_processors(limit=1, offset=1)

    assert [each.processor_id for each in page.pipelines] == [STAMP]
    assert page.total == 2


def test_versions_are_listed_newest_first(local: Client) -> None:
    versions = local.list_custom_processor_versions(STAMP).versions

    assert [(each.version, each.is_active) for each in versions] == [(2, True), (1, False)]
    assert versions[0].request_description == "Stamps better."
    assert versions[0].created_at == Stamp.versions[1].created


@pytest.mark.both_databases
def test_another_version_can_be_made_active(local: Client) -> None:
    local.set_active_processor_version(STAMP, 1)

    assert local.get_custom_processor(STAMP).active_version == 1
    versions = local.list_custom_processor_versions(STAMP).versions
    assert [each.version for each in versions if each.is_active] == [1]
    assert local.get_custom_processor("cp_sealOnce1234").active_version == 1


def test_a_version_that_is_not_there_is_refused_with_those_that_are(local: Client) -> None:
    with pytest.raises(ClientError, match="'Stamp' has no version 3; installed: 1, 2") as caught:
        local.set_active_processor_version(STAMP, 3)

    assert caught.value.kind is ErrorKind.NOT_FOUND
    assert local.get_custom_processor(STAMP).active_version == 2


@pytest.mark.parametrize("version", ["", "0", "two"])
def test_what_is_no_version_is_refused(api: httpx.Client, version: str) -> None:
    path = f"/api/v1/custom_processors/{STAMP}/set_active"

    assert api.post(path, data={"version": version}).status_code == 422


def test_an_archived_processor_leaves_the_list(local: Client, api: httpx.Client) -> None:
    local.archive_custom_processor(STAMP)

    assert [each.name for each in local.list_custom_processors().pipelines] == ["Seal"]
    assert local.get_custom_processor(STAMP).archived
    everything = api.get("/api/v1/custom_processors?include_archived=true").json()
    assert everything["total"] == 2


def test_an_archived_processor_is_refused_in_steps_with_its_path(local: Client) -> None:
    pipeline_id = local.create_pipeline([STAMPED]).pipeline_id
    local.archive_custom_processor(STAMP)

    for call in (
        lambda: local.create_pipeline([STAMPED]),
        lambda: local.update_pipeline(pipeline_id, [STAMPED]),
        lambda: local.create_version(pipeline_id),
    ):
        with pytest.raises(ClientError, match="'Stamp' is archived") as caught:
            call()
        assert [blamed.field for blamed in caught.value.fields] == ["steps.0.custom_processor_id"]


@pytest.mark.both_databases
def test_archiving_keeps_the_active_version_and_choosing_one_brings_it_back(local: Client) -> None:
    local.set_active_processor_version(STAMP, 1)
    local.archive_custom_processor(STAMP)
    assert local.get_custom_processor(STAMP).active_version == 1

    local.set_active_processor_version(STAMP, 2)

    stamp = local.get_custom_processor(STAMP)
    assert (stamp.archived, stamp.active_version) == (False, 2)
    local.create_pipeline([STAMPED])


def test_a_run_whose_processor_was_uninstalled_is_refused(
    local: Client, services: Services, tmp_path: Path
) -> None:
    pipeline_id = local.create_pipeline([STAMPED]).pipeline_id
    document = tmp_path / "a.csv"
    document.write_text("a,b\n1,2\n")
    services.catalog.choices.mark_active(STAMP, 7)  # as a newer package left it

    with pytest.raises(ClientError, match="Version 7 of the processor 'Stamp'") as caught:
        local.run_pipeline_on_file(pipeline_id, document, RunOptions())

    assert caught.value.kind is ErrorKind.INVALID


@pytest.mark.parametrize("call", ["", "/versions", "/set_active", "/archive"])
def test_an_unknown_processor_is_not_found(api: httpx.Client, call: str) -> None:
    path = f"/api/v1/custom_processors/cp_nobody{call}"
    is_change = call in {"/set_active", "/archive"}

    answer = api.post(path, data={"version": "1"}) if is_change else api.get(path)

    assert answer.status_code == 404
    assert "no custom processor 'cp_nobody' here; installed: cp_seal" in answer.json()["detail"]
