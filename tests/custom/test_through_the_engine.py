"""Custom processors on a running engine: ours in a pipeline, and one of somebody else's that misbehaves."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.processors.iso_values import TranslateToIso
from lineup.engine.processors.keep_blocks import KeepOrDropBlocks
from tests.plugin.lineup_test_processors import Rogue
from tests.servers import running
from tests.waiting import wait_until_ended

Run = Callable[..., Execution]
CONVERT = PipelineStep(type="convert", settings={"mode": "fast"})
SLOW = "a" * 60 + "!"
PAGE = f"<h1>Offer</h1><p>Due 4 March 2026, 5 lb for € 1.234,56.</p><p>{SLOW}</p>"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("custom")
    with running(folder / "data", LINEUP_STEP_SECONDS="15") as server, server.client() as client:
        yield client


@pytest.fixture
def run(engine: Client, tmp_path: Path) -> Run:
    """Run convert and a custom processor on a small page, and return how it ended."""

    def run(processor_id: str, settings: dict[str, object]) -> Execution:
        document = tmp_path / "offer.html"
        document.write_text(f"<!DOCTYPE html><html><body>{PAGE}</body></html>")
        custom = PipelineStep(type="custom", settings=settings, custom_processor_id=processor_id)
        pipeline = engine.create_pipeline([CONVERT, custom])
        started = engine.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
        return wait_until_ended(engine, started.execution_id)

    return run


def test_ours_are_listed_with_their_versions(engine: Client) -> None:
    listed = {each.name: each for each in engine.list_custom_processors().pipelines}

    assert {"Keep or drop blocks", "Redact personal data", "Translate units and dates to ISO"} <= (
        listed.keys()
    )
    for name in ("Keep or drop blocks", "Translate units and dates to ISO"):
        (version,) = engine.list_custom_processor_versions(listed[name].processor_id).versions
        assert (version.version, version.is_active) == (1, True)


def test_values_are_translated_in_a_pipeline(engine: Client, run: Run) -> None:
    execution = run(TranslateToIso.processor_id, {"output_format": "markdown"})

    result = engine.get_step_result(execution.execution_id, 1)
    assert "Due 2026-03-04, 2.27 kg for EUR 1234.56." in (result.markdown or "")
    assert "Due 4 March 2026" in (engine.get_step_result(execution.execution_id, 0).markdown or "")


def test_a_catastrophic_pattern_becomes_a_sentence(run: Run) -> None:
    execution = run(KeepOrDropBlocks.processor_id, {"rules": [{"pattern": r"^(a+)+$"}]})

    assert execution.status == "failed"
    assert "'^(a+)+$' took longer than 5 seconds" in (execution.steps[1].error_message or "")


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        pytest.param("raise", "The custom step failed unexpectedly (KeyError", id="it raises"),
        pytest.param("hang", "took longer than 15 seconds and was stopped", id="it hangs"),
        pytest.param("exit", "failed unexpectedly (SystemExit: 3", id="it ends its process"),
        pytest.param("nonsense", "failed unexpectedly (TypeError", id="what it returns is no JSON"),
    ],
)
def test_one_that_misbehaves_fails_its_step_and_loses_nothing(
    engine: Client, run: Run, how: str, sentence: str
) -> None:
    execution = run(Rogue.processor_id, {"how": how})

    assert execution.status == "failed"
    assert [step.status for step in execution.steps] == ["completed", "failed"]
    assert sentence in (execution.steps[1].error_message or "")
    assert SLOW in (engine.get_step_result(execution.execution_id, 0).markdown or "")


def test_one_that_prints_to_standard_output_disturbs_nothing(engine: Client, run: Run) -> None:
    execution = run(Rogue.processor_id, {"how": "print"})

    assert execution.status == "completed"
    assert engine.get_step_result(execution.execution_id, 1).markdown == "printed"
