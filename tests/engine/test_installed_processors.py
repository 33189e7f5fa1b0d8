"""The installed processors through our client: where their steps may stand, and schemas good enough for forms."""

from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict

from lineup.client import Client
from lineup.contract.extension import Feature
from lineup.contract.installed_processors import CUSTOM, InstalledProcessor
from lineup.contract.pipelines import PipelineStep
from lineup.engine.processors.installed import registered
from lineup.engine.processors.registry import ProcessorRegistry
from tests.plugin.lineup_test_processors import Note, Stamp


class Opaque:
    """Not of this world."""


class OpaqueSettings(BaseModel):
    model_config = ConfigDict(arbitrary_types_allowed=True)

    what: Opaque | None = None


class Riddle(Note):
    step_type = "riddle"
    settings_model: type[BaseModel] = OpaqueSettings


@pytest.fixture
def registry(installed: ProcessorRegistry) -> ProcessorRegistry:
    return registered(registered(installed, Stamp()), Riddle())


def installed(client: Client) -> dict[str, InstalledProcessor]:
    return {
        each.custom_processor_id or each.step_type: each
        for each in client.list_processors().processors
    }


def properties(processor: InstalledProcessor) -> dict[str, dict[str, Any]]:
    """Return the settings of a processor, each with what the definitions add to it."""
    schema = processor.settings_schema or {}
    definitions = schema.get("$defs", {})
    return {
        name: definitions.get(setting.get("$ref", "").rpartition("/")[2], {}) | setting
        for name, setting in schema.get("properties", {}).items()
    }


def test_the_server_says_that_it_tells_its_processors(local: Client) -> None:
    capabilities = local.get_capabilities()

    assert capabilities is not None
    assert capabilities.has(Feature.PROCESSORS)
    assert local.list_processors().max_steps == 20


def test_a_plain_processor_says_what_it_does_and_where_it_may_stand(local: Client) -> None:
    segment = installed(local)["segment"]

    assert segment.title == "Segment"
    assert segment.description == "Says which pages of a document belong to which of its parts."
    assert segment.may_follow == ["convert"]
    assert segment.may_be_followed_by == ["extract"]
    assert not segment.may_be_first


def test_a_custom_processor_is_told_as_its_active_version_is(local: Client) -> None:
    local.set_active_processor_version(Stamp.processor_id, 1)

    stamp = installed(local)[Stamp.processor_id]

    assert (stamp.step_type, stamp.title, stamp.active_version) == (CUSTOM, "Stamp", 1)
    assert stamp.description == Stamp.versions[0].description
    assert not stamp.archived


def test_an_archived_processor_is_told_as_archived(local: Client) -> None:
    local.archive_custom_processor(Stamp.processor_id)

    assert installed(local)[Stamp.processor_id].archived


def test_settings_that_no_schema_can_describe_leave_the_others(local: Client) -> None:
    found = installed(local)

    assert found["riddle"].settings_schema is None
    assert found["convert"].settings_schema is not None


def test_a_class_without_words_of_its_own_has_no_description(local: Client) -> None:
    assert installed(local)["riddle"].description == ""


def test_every_setting_of_the_products_processors_has_a_title_and_a_description(
    local: Client,
) -> None:
    own = [
        each
        for name, each in installed(local).items()
        if name not in {"riddle", Stamp.processor_id}
    ]
    silent = [
        f"{processor.title}: {name}"
        for processor in own
        for name, setting in properties(processor).items()
        if not setting.get("title") or not (setting.get("description") or setting.get("deprecated"))
    ]

    assert len(own) == 7
    assert silent == []


def test_a_required_setting_has_a_value_to_begin_with_that_the_engine_takes(local: Client) -> None:
    for name, processor in installed(local).items():
        settings = {
            setting: properties(processor)[setting]["examples"][0]
            for setting in (processor.settings_schema or {}).get("required", [])
            if name != Stamp.processor_id
        }
        step = PipelineStep(
            type=processor.step_type,
            settings=settings,
            custom_processor_id=processor.custom_processor_id,
        )
        first = [] if processor.may_be_first else [PipelineStep(type="convert")]
        if settings:
            assert local.create_pipeline([*first, step]).steps[-1].settings == settings


def test_choices_bounds_and_forms_are_in_the_schemas(local: Client) -> None:
    found = installed(local)
    convert, fill = properties(found["convert"]), properties(found["fill"])

    assert convert["mode"]["enum"] == ["fast", "balanced", "accurate"]
    assert convert["output_format"]["x-comma-list"] == ["markdown", "html", "json", "chunks"]
    assert convert["page_range"]["format"] == "page-range"
    assert convert["disable_image_captions"]["deprecated"] is True
    assert (fill["confidence_threshold"]["minimum"], fill["confidence_threshold"]["maximum"]) == (
        0,
        1,
    )
