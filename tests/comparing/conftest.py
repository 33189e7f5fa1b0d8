"""An engine in process that works its executions off when told to, and a workspace beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from sqlalchemy import Engine

from lineup.client import Client
from lineup.clock import utc_now
from lineup.comparing.naming import version_side
from lineup.comparing.running import ComparisonRunner
from lineup.contract.pipelines import Pipeline
from lineup.documents.page_count import PageCount, inspect_document
from lineup.documents.page_texts import page_texts
from lineup.engine.assembly import Services
from lineup.engine.processors.installed import registered
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.servers import EMBEDDED
from lineup.settings import Settings
from lineup.workspace.comparison_model import ComparedDocument, Comparison, NewComparison
from lineup.workspace.opening import Workspace, open_workspace
from tests.comparing.planted import Plant, plant_step
from tests.engine.conftest import (  # noqa: F401 (fixtures)
    RememberedQueue,
    application,
    database,
    database_url,
    installed,
    local,
    new_sqlite,
    queue,
    services,
    settings,
    transport,
)
from tests.engine.working import Worker


@pytest.fixture
def registry(installed: ProcessorRegistry) -> ProcessorRegistry:  # noqa: F811 (the fixture)
    return registered(installed, Plant())


@pytest.fixture
def workspace(settings: Settings) -> Iterator[Workspace]:  # noqa: F811 (the fixture)
    with open_workspace(settings) as opened:
        yield opened


@cache
def counted(content: bytes) -> PageCount:
    """Return what is counted of a document; asked once for the same bytes, since each time takes a process."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        return inspect_document(path)


@cache
def _layers(content: bytes) -> dict[int, str]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "document"
        path.write_bytes(content)
        return page_texts(path)


@dataclass
class Lab:
    """What comparisons are made with: documents, published versions that answer as planted, and a runner."""

    client: Client
    workspace: Workspace
    worker: Worker
    queue: RememberedQueue
    folder: Path

    def document(self, name: str, content: bytes | None = None) -> ComparedDocument:
        """Keep a document; its content is its name unless told."""
        path = self.folder / name
        told = content or f"<p>{name}</p>".encode()
        path.write_bytes(told)
        kept = self.workspace.documents.add(path, name, counted(told))
        return ComparedDocument(kept.sha256, name)

    def pipeline(self, *versions: dict[str, Any]) -> Pipeline:
        """Publish one version for each set of planted answers by file name; the draft is the last one."""
        steps = [
            plant_step(self.folder / f"answers-{number}.json", answers)
            for number, answers in enumerate(versions)
        ]
        pipeline = self.client.create_pipeline([steps[0]])
        self.client.save_pipeline(pipeline.pipeline_id, "Planted")
        for number, step in enumerate(steps):
            if number:
                self.client.update_pipeline(pipeline.pipeline_id, [step])
            self.client.create_version(pipeline.pipeline_id)
        return self.client.get_pipeline(pipeline.pipeline_id)

    def comparison(
        self, pipeline: Pipeline, versions: Sequence[int], *documents: ComparedDocument, **more: Any
    ) -> Comparison:
        """Make a comparison of a pipeline's versions."""
        sides = tuple(version_side(self.client, pipeline, version) for version in versions)
        new = NewComparison("planted", EMBEDDED, sides, documents, "Ada", **more)
        return self.workspace.comparisons.add(new)

    def runner(self, client: Client | None = None) -> ComparisonRunner:
        """Return a new runner, as one after a restart is."""
        return ComparisonRunner(client or self.client, self.workspace, EMBEDDED, utc_now)

    def work(self) -> int:
        """Work off what is queued, and return how many executions that were."""
        waiting, self.queue.waiting = self.queue.waiting, []
        for execution_id in waiting:
            self.worker.work(execution_id)
        return len(waiting)

    def finish(self, comparison: Comparison) -> int:
        """Go on with a comparison until all has ended, and return how many executions were made."""
        made = 0
        while self.runner().advance(comparison.comparison_id):
            made += self.work()
        return made


@pytest.fixture
def lab(
    local: Client,  # noqa: F811 (the fixture)
    services: Services,  # noqa: F811 (the fixture)
    database: Engine,  # noqa: F811 (the fixture)
    queue: RememberedQueue,  # noqa: F811 (the fixture)
    workspace: Workspace,
    registry: ProcessorRegistry,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Lab:
    monkeypatch.setattr("lineup.engine.worker.child._processors", lambda: registry)
    monkeypatch.setattr(
        "lineup.engine.services.document_reader.inspect_document",
        lambda path: counted(path.read_bytes()),
    )
    monkeypatch.setattr(
        "lineup.comparing.page_layers.page_texts", lambda path: _layers(path.read_bytes())
    )
    folder = tmp_path / "lab"
    folder.mkdir()
    return Lab(local, workspace, Worker(services, database), queue, folder)
