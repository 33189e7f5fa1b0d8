"""Which processors there are, which of them does a step, and what is left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from lineup.engine.processors.installed import GROUP, load_entries, registered
from lineup.engine.processors.protocol import CustomVersion
from lineup.engine.processors.registry import ProcessorRegistry, UnknownProcessorError
from tests.plugin.lineup_test_processors import Note, Stamp, Stamping

STAMP = Stamp.processor_id
MODULE = "tests.plugin.lineup_test_processors"
CONVERT = PipelineStep(type="convert", settings={"mode": "fast"})
STAMPED = PipelineStep(type="custom", custom_processor_id=STAMP)


@pytest.fixture
def registry(installed: ProcessorRegistry) -> ProcessorRegistry:
    return registered(installed, Stamp())


@pytest.mark.parametrize(
    ("step", "version"),
    [
        pytest.param({"type": "note"}, "1", id="by its type"),
        pytest.param(
            {"type": "custom", "custom_processor_id": STAMP, "custom_processor_version": 1},
            "one",
            id="by its id and version",
        ),
        pytest.param(
            {"type": "custom", "custom_processor_id": STAMP}, "two", id="the newest by default"
        ),
    ],
)
def test_a_step_finds_its_processor(step: Mapping[str, object], version: str) -> None:
    registry = registered(registered(ProcessorRegistry({}, {}), Stamp()), Note())

    assert registry.find(dict(step)).version == version
    assert registry.step_types == ["custom", "note"]


@pytest.mark.parametrize(
    ("step", "field", "sentence"),
    [
        pytest.param(
            {"type": "fill"}, "type", "no processor for 'fill'; it has: custom", id="type"
        ),
        pytest.param(
            {"type": "custom"}, "custom_processor_id", "names its processor in", id="no id"
        ),
        pytest.param(
            {"type": "custom", "custom_processor_id": "cp_none"},
            "custom_processor_id",
            "no custom processor 'cp_none' here; installed: cp_stampTwice12",
            id="unknown id",
        ),
        pytest.param(
            {"type": "custom", "custom_processor_id": STAMP, "custom_processor_version": 3},
            "custom_processor_id",
            "Version 3 of the processor 'Stamp' is no longer installed",
            id="version",
        ),
    ],
)
def test_a_step_that_nothing_does_is_a_sentence(
    step: Mapping[str, object], field: str, sentence: str
) -> None:
    registry = registered(ProcessorRegistry({}, {}), Stamp())

    with pytest.raises(UnknownProcessorError, match=sentence) as caught:
        registry.find(dict(step))

    assert caught.value.field == field


class Nameless(Stamp):
    processor_id = "cp_short"


class Unnumbered(Stamp):
    versions = (replace(Stamp.versions[0], number=0),)


class Undistinguished(Stamp):
    versions = (
        Stamp.versions[0],
        CustomVersion(2, "The same.", datetime(2026, 3, 1, tzinfo=UTC), Stamping("one")),
    )


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(f"{MODULE}:Missing", id="a class that is not there"),
        pytest.param("tests.no.such.module:Note", id="a module that is not there"),
        pytest.param(f"{__name__}:Nameless", id="an id of another form"),
        pytest.param(f"{__name__}:Unnumbered", id="a version 0"),
        pytest.param(f"{__name__}:Undistinguished", id="versions that can't be told apart"),
        pytest.param(f"{MODULE}:Note", id="one that is there already"),
    ],
)
def test_a_broken_processor_is_left_out_and_told(
    broken: str, caplog: pytest.LogCaptureFixture
) -> None:
    entries = [EntryPoint("note", f"{MODULE}:Note", GROUP), EntryPoint("broken", broken, GROUP)]

    registry = load_entries(entries)

    assert registry.step_types == ["note"]
    assert repr(broken) in caplog.text


def test_a_custom_step_is_refused_with_its_path(local: Client) -> None:
    unknown = PipelineStep(type="custom", custom_processor_id="cp_nobodyKnows1")

    with pytest.raises(ClientError) as caught:
        local.create_pipeline([CONVERT, unknown])

    assert [blamed.field for blamed in caught.value.fields] == ["steps.1.custom_processor_id"]
    assert (
        "Step 1 'custom': There is no custom processor 'cp_nobodyKnows1'" in caught.value.sentence
    )


def test_a_run_freezes_the_version_that_is_active(
    local: Client, services: Services, tmp_path: Path
) -> None:
    pipeline = local.create_pipeline([CONVERT, STAMPED])
    document = tmp_path / "a.csv"
    document.write_text("a,b\n1,2\n")

    before = local.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
    services.catalog.choices.mark_active(STAMP, 1)
    after = local.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())

    assert frozen(before) == (2, "two")
    assert frozen(after) == (1, "one")


def frozen(execution: Execution) -> tuple[int, str]:
    """Return the number and the text of the stamp's version in an execution's snapshot."""
    snapshot = execution.config_snapshot or {}
    return (
        snapshot["steps"][1]["custom_processor_version"],
        snapshot["engine"]["processors"][STAMP],
    )
