"""Comparisons for tests: files that are stored, and a worker in the test's own process that does all of its parts."""

import io
import json
from dataclasses import dataclass, field
from typing import Any

import httpx
from reportlab.pdfgen.canvas import Canvas
from sqlalchemy import Engine

from lineup.client import Client
from lineup.clock import utc_now
from lineup.contract.comparisons import Comparison, NewComparison
from lineup.contract.statuses import ExecutionStatus
from lineup.engine.assembly import Services
from lineup.engine.blobs import results_folder
from lineup.engine.packed_json import pack
from lineup.engine.services.comparing import LIMITS, DocumentComparer
from lineup.engine.services.comparison_runs import ComparisonStarter
from lineup.engine.store.comparison_work import ComparisonWork
from lineup.engine.store.steps import FinishedStep
from tests.engine.conftest import RememberedQueue
from tests.engine.working import Worker

RIGHT, WRONG = "The rate is 4711 as of May", "The rate is 4117 as of May"
PAGE = b"<!doctype html><h1>Offer</h1><p>One lathe, used, for 4,200 euros.</p>"
TWO = [
    {"name": "Quick", "steps": {"convert": {"output_mode": "fast"}}},
    {"name": "Steady", "convert_settings": {"output_mode": "balanced"}},
]


def digital_pdf(*lines: str) -> bytes:
    """Return a PDF of one page with lines of text."""
    file = io.BytesIO()
    canvas = Canvas(file)
    for at, line in enumerate(lines):
        canvas.drawString(72, 760 - 20 * at, line)
    canvas.save()
    return file.getvalue()


def store_file(api: httpx.Client, content: bytes, name: str = "page.html") -> int:
    """Return the number of a stored file."""
    asked = {"filename": name, "content_type": "application/octet-stream"}
    ticket = api.post("/api/v1/files/upload", json=asked).json()
    api.put(ticket["upload_url"], content=content)
    return int(ticket["file_id"])


def asked(*file_ids: int, variants: list[dict[str, Any]] | None = None) -> NewComparison:
    """Return a request for a comparison of two variants unless it says otherwise."""
    chosen = TWO if variants is None else variants
    return NewComparison.model_validate({"file_ids": list(file_ids), "variants": chosen})


@dataclass
class Bench:
    """A client, and the worker's parts, each done when the test says so."""

    local: Client
    services: Services
    database: Engine
    queue: RememberedQueue
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.worker = Worker(self.services, self.database)
        self.work = ComparisonWork(self.database, utc_now)
        self.comparer = DocumentComparer(self.work, self.services.results.blobs, LIMITS)

    @property
    def starter(self) -> ComparisonStarter:
        """What starts the runs of comparisons."""
        runs = self.services.runs
        processors = self.services.catalog.registry
        return ComparisonStarter(
            self.work, runs.executions, runs.blobs, self.queue, runs.card, processors
        )

    def start(self) -> list[str]:
        """Start what there is room for and return the new executions."""
        before = len(self.queue.waiting)
        self.starter.start_waiting()
        return self.queue.waiting[before:]

    def finish(self, comparison: Comparison) -> Comparison:
        """Run and compare everything, and return the comparison as it ended."""
        for execution_id in self.start():
            self.worker.work(execution_id)
        self.comparer.compare_ended()
        return self.local.get_comparison(comparison.comparison_id)

    def complete(self, execution_id: str, markdown: str) -> None:
        """End an execution with a result that a test made up."""
        executions, blobs = self.services.executions, self.services.results.blobs
        executions.mark_running(execution_id)
        executions.mark_step_running(execution_id, 0)
        folder = results_folder(execution_id)
        finished = FinishedStep(f"{folder}/0/1/a", f"{folder}/0/1/b", 1, has_errors=False)
        for key in (finished.result_key, finished.checkpoint_key):
            blobs.put_bytes(key, packed({"markdown": markdown}))
        executions.mark_step_completed(execution_id, 0, finished)
        assert executions.mark_ended(execution_id).state is ExecutionStatus.COMPLETED


def packed(value: dict[str, Any]) -> bytes:
    """Return a result as it is stored."""
    return pack(json.dumps(value).encode())
