"""Runs that begin with what an earlier convert left."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.client.errors import ClientError
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from lineup.engine.assembly import Services
from tests.convert.pdf_files import flowing_pdf, heading, paragraph, red_square
from tests.engine.working import Worker

PAGE = b"<!doctype html><h1>Title</h1><p>Some text.</p>"


@dataclass
class Bench:
    """An engine that works, and a client of it."""

    worker: Worker
    client: Client

    def run(
        self, document: Path, settings: dict[str, Any] | None = None, **options: Any
    ) -> Execution:
        """Run one convert step to its end."""
        pending = self.start(document, settings, **options)
        return self.worker.work(pending.execution_id)

    def start(
        self, document: Path, settings: dict[str, Any] | None = None, **options: Any
    ) -> Execution:
        """Start a run of one convert step."""
        step = PipelineStep(type="convert", settings=settings or {"mode": "fast"})
        pipeline = self.client.create_pipeline([step])
        return self.client.run_pipeline_on_file(
            pipeline.pipeline_id, document, RunOptions(**options)
        )


@pytest.fixture
def bench(services: Services, database: Engine, local: Client) -> Bench:
    return Bench(Worker(services, database), local)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A document with a picture."""
    path = tmp_path / "report.pdf"
    parts = (
        heading("A report"),
        paragraph("A paragraph that says what was done. " * 6),
        red_square(),
        paragraph("Figure 1. A red square"),
    )
    path.write_bytes(flowing_pdf(*parts))
    return path


def checkpoint(execution: Execution) -> str:
    """Return the checkpoint that the first step left."""
    found = execution.steps[0].checkpoint_id
    assert found is not None
    return found


def test_a_run_from_a_checkpoint_renders_without_reading_and_is_free(
    bench: Bench, document: Path
) -> None:
    first = bench.run(document)
    second = bench.run(document, output_format="html", checkpoint_id=checkpoint(first))

    result = bench.client.get_step_result(second.execution_id, 0)
    record = bench.client.get_record(second.execution_id)
    assert result.checkpoint_reused
    assert result.html is not None
    assert "<h1>Title</h1>" in result.html
    assert (record.steps[0].reused, record.steps[0].reused_from) == (
        "checkpoint",
        first.execution_id,
    )
    assert record.billed_cents == result.total_cost == 0
    assert bench.client.get_step_result(first.execution_id, 0).checkpoint_reused is False


def test_the_new_steps_own_settings_render_the_checkpoint(bench: Bench, document: Path) -> None:
    first = bench.run(document)
    second = bench.run(
        document, {"mode": "balanced", "paginate": True}, checkpoint_id=checkpoint(first)
    )

    result = bench.client.get_step_result(second.execution_id, 0)
    assert result.markdown is not None
    assert result.markdown.strip().startswith("{0}---")


def test_a_checkpoint_gives_the_same_document_as_reading_it(bench: Bench, report: Path) -> None:
    first = bench.run(report, output_format="markdown,json")
    second = bench.run(report, output_format="markdown,json", checkpoint_id=checkpoint(first))

    one, two = (bench.client.get_step_result(e.execution_id, 0) for e in (first, second))
    assert one.images
    assert (two.markdown, two.tree, two.images) == (one.markdown, one.tree, one.images)
    assert (two.metadata, two.page_count, two.versions) == (
        one.metadata,
        one.page_count,
        one.versions,
    )


def test_a_checkpoint_without_pictures_says_so(bench: Bench, report: Path) -> None:
    first = bench.run(report, {"mode": "fast", "include_images": False})
    second = bench.run(report, checkpoint_id=checkpoint(first))

    result = bench.client.get_step_result(second.execution_id, 0)
    assert result.metadata is not None
    assert any("kept no pictures" in warning for warning in result.metadata["warnings"])


def test_a_run_from_a_checkpoint_leaves_one_of_its_own(bench: Bench, document: Path) -> None:
    first = bench.run(document)
    second = bench.run(document, checkpoint_id=checkpoint(first))
    third = bench.run(document, checkpoint_id=checkpoint(second))

    assert checkpoint(second) != checkpoint(first)
    assert third.status == "completed"


def test_what_was_made_from_a_checkpoint_is_not_taken_for_a_reading(
    bench: Bench, document: Path
) -> None:
    first = bench.run(document, {"mode": "balanced"})
    bench.run(document, checkpoint_id=checkpoint(first))
    third = bench.run(document)

    assert bench.client.get_record(third.execution_id).steps[0].reused is None


def test_a_run_that_scores_ignores_the_checkpoint(bench: Bench, document: Path) -> None:
    run = bench.run(document, run_evals=True, checkpoint_id="ckpt_nowhere")

    assert run.status == "completed"
    assert bench.client.get_record(run.execution_id).steps[0].reused is None


def test_an_unknown_checkpoint_is_refused_at_its_field(bench: Bench, document: Path) -> None:
    with pytest.raises(ClientError, match="There is no checkpoint 'ckpt_nowhere'") as refused:
        bench.start(document, checkpoint_id="ckpt_nowhere")

    assert [field.field for field in refused.value.fields] == ["checkpoint_id"]


def test_a_checkpoint_of_another_document_is_refused(bench: Bench, document: Path) -> None:
    first = bench.run(document)
    document.write_bytes(PAGE + b"<p>More.</p>")

    with pytest.raises(ClientError, match="belongs to another document"):
        bench.start(document, checkpoint_id=checkpoint(first))


@pytest.mark.parametrize(
    ("written", "options"),
    [
        pytest.param({"mode": "fast"}, {"page_range": "0"}, id="a page range"),
        pytest.param({"mode": "fast", "max_pages": 1}, {}, id="a number of pages"),
    ],
)
def test_a_checkpoint_of_other_pages_is_refused(
    bench: Bench, document: Path, written: dict[str, Any], options: dict[str, str]
) -> None:
    first = bench.run(document)

    with pytest.raises(ClientError, match="holds other pages"):
        bench.start(document, written, checkpoint_id=checkpoint(first), **options)


def test_the_same_pages_in_other_words_fit(bench: Bench, document: Path) -> None:
    first = bench.run(document, {"mode": "fast", "page_range": "0"})

    assert bench.run(document, page_range="0-0", checkpoint_id=checkpoint(first)).status == (
        "completed"
    )


def test_a_checkpoint_that_was_deleted_is_refused(bench: Bench, document: Path) -> None:
    first = bench.run(document)
    bench.worker.services.results.blobs.delete_folder(f"results/{first.execution_id}")

    with pytest.raises(ClientError, match="was deleted"):
        bench.start(document, checkpoint_id=checkpoint(first))


def test_a_document_from_the_web_is_compared_once_it_is_there(bench: Bench, document: Path) -> None:
    first = bench.run(document)
    pipeline = bench.client.create_pipeline([PipelineStep(type="convert", settings={})])
    pending = bench.client.run_pipeline_on_url(
        pipeline.pipeline_id,
        "https://example.org/other.html",
        RunOptions(checkpoint_id=checkpoint(first)),
    )
    document.write_bytes(PAGE + b"<p>More.</p>")
    with document.open("rb") as stream:
        fetched = bench.worker.services.runs.intake.store(stream)
    bench.worker.services.executions.mark_fetched(pending.execution_id, fetched.blob_key, "o.html")

    ended = bench.worker.work(pending.execution_id)

    assert ended.status == "failed"
    assert "belongs to another document" in (ended.error_message or "")
    assert ended.input_config is not None
    assert ended.input_config["sha256"] == fetched.sha256
