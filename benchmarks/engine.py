"""The engine against the bare library, in one run: a long PDF's time, and a short one's latency."""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.documents import make_pdf
from benchmarks.figures import Figure, median_seconds
from lineup.client import Client
from lineup.contract.executions import Execution, RunOptions
from lineup.contract.pipelines import PipelineStep
from tests.servers import running

LONG_PAGES = 240
POLL_SECONDS = 0.005


def measure() -> Iterator[Figure]:
    """Yield the figures of the engine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        long, short = make_pdf(folder / "long.pdf", LONG_PAGES), make_pdf(folder / "short.pdf", 1)
        with _fast_pipeline(folder / "data") as (client, pipeline_id):
            yield from _measure_long(client, pipeline_id, long)
            yield from _measure_short(client, pipeline_id, short)


def bare_parse(path: Path) -> object:
    """Parse a PDF by the library alone, as the engine asks it to."""
    from liteparse import LiteParse

    return LiteParse(ocr_enabled=False, extract_blocks=True, quiet=True).parse(str(path))


@contextmanager
def _fast_pipeline(data_dir: Path) -> Iterator[tuple[Client, str]]:
    with running(data_dir) as server, server.client() as client:
        pipeline = client.create_pipeline([PipelineStep(type="convert", settings={"mode": "fast"})])
        yield client, pipeline.pipeline_id


def _run(client: Client, pipeline_id: str, path: Path) -> Execution:
    execution = client.run_pipeline_on_file(pipeline_id, path, RunOptions(skip_cache=True))
    while not execution.is_terminal:
        time.sleep(POLL_SECONDS)
        execution = client.get_execution(execution.execution_id)
    if execution.status != "completed":
        raise AssertionError(execution.error_message)
    return execution


def _measure_long(client: Client, pipeline_id: str, path: Path) -> Iterator[Figure]:
    def step() -> float:
        return _run(client, pipeline_id, path).steps[0].seconds or 0.0

    step()
    turns = [(step(), median_seconds(lambda: bare_parse(path), 1)) for _ in range(5)]
    engine, bare = (statistics.median(seconds) for seconds in zip(*turns, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs in turns)
    note = f"engine {engine:.2f} s, bare {bare:.2f} s, in turns"
    yield Figure(
        f"{LONG_PAGES}-page PDF, fast: step time over bare liteparse", ratio, "×", 1.5, note
    )


def _measure_short(client: Client, pipeline_id: str, path: Path) -> Iterator[Figure]:
    bare = median_seconds(lambda: bare_parse(path), 11)
    whole = median_seconds(lambda: _run(client, pipeline_id, path), 21)
    note = f"submit to terminal {whole * 1000:.0f} ms, bare {bare * 1000:.1f} ms"
    yield Figure(
        "one-page PDF: overhead of a run over the bare call", (whole - bare) * 1000, "ms", 300, note
    )
    yield Figure("one-page PDF: submit to terminal over the bare call", whole / bare, "×")
