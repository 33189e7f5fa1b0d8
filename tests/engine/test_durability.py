"""What a crash leaves, and what it doesn't repeat."""

from pathlib import Path

from lineup.contract.executions import RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.processes import family_of, is_alive
from tests.segment.packets import make_letters
from tests.servers import launch, running, start, stop
from tests.waiting import wait_for, wait_until_ended

CSV = b"item,quantity\nbolt,4\nnut,7\n"


def test_a_killed_server_finishes_the_execution_after_its_restart(tmp_path: Path) -> None:
    log, gate, document = tmp_path / "log", tmp_path / "gate", tmp_path / "stock.csv"
    document.write_bytes(CSV)
    first = start(tmp_path / "data")
    with first.client() as client:
        pipeline = client.create_pipeline(
            [
                PipelineStep(type="note", settings={"log": str(log)}),
                PipelineStep(type="linger", settings={"log": str(log), "gate": str(gate)}),
            ]
        )
        run = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
        wait_for(lambda: log.exists() and "linger" in log.read_text(), "the second step's start")
    family = family_of(first.process.pid)
    first.kill()
    wait_for(lambda: not any(is_alive(process) for process in family), "the end of its children")

    gate.touch()
    second = start(tmp_path / "data")
    try:
        with second.client() as client:
            ended = wait_until_ended(client, run.execution_id)
            result = client.get_step_result(run.execution_id, 1)
    finally:
        stop(second)

    assert ended.status == "completed"
    assert log.read_text().split() == ["note", "linger", "linger"]
    assert result.markdown == "lingered, checkpoint: True"
    assert ended.rate_breakdown is not None
    assert ended.rate_breakdown["page_count"] == 1


def test_a_crash_between_sections_repeats_none_that_was_done(tmp_path: Path) -> None:
    log, gate = tmp_path / "log", tmp_path / "gate"
    document = make_letters(tmp_path / "packet.pdf", ["Alpha", "Beta", "Gamma"])
    schema = {"segments": [{"name": "Alpha"}, {"name": "Beta"}, {"name": "Gamma"}]}
    settings = {"log": str(log), "gate": str(gate), "wait_on": "Beta"}
    steps = [
        PipelineStep(type="convert", settings={"mode": "fast"}),
        PipelineStep(type="segment", settings={"segmentation_schema": schema}),
        PipelineStep(type="gather", settings=settings),
    ]
    first = start(tmp_path / "data")
    with first.client() as client:
        pipeline = client.create_pipeline(steps)
        run = client.run_pipeline_on_file(pipeline.pipeline_id, document, RunOptions())
        wait_for(lambda: log.exists() and "[1]" in log.read_text(), "the second section's start")
    family = family_of(first.process.pid)
    first.kill()
    wait_for(lambda: not any(is_alive(process) for process in family), "the end of its children")

    gate.touch()
    second = start(tmp_path / "data")
    try:
        with second.client() as client:
            ended = wait_until_ended(client, run.execution_id)
    finally:
        stop(second)

    assert ended.status == "completed"
    assert log.read_text().split() == ["[0]", "[1]", "[1]", "[2]"]


def test_a_second_server_on_the_same_data_is_refused_with_a_sentence(tmp_path: Path) -> None:
    with running(tmp_path / "data"):
        second = launch(tmp_path / "data", "serve", {})
        words, _ = second.communicate(timeout=60)

    assert second.returncode == 1
    assert words.count("\n") == 1
    assert "Another Lineup is running on" in words
