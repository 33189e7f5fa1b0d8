"""Runs: from a request to a pending execution in the queue."""

from dataclasses import asdict, dataclass
from typing import Protocol

from sqlalchemy import Connection

from lineup.contract.executions import Execution, RunOptions
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.errors import InvalidRequest, NotFound
from lineup.engine.names import clean_filename
from lineup.engine.rate_card import RateCard
from lineup.engine.rates import rate_breakdown
from lineup.engine.services.checkpoints import Checkpoints, CheckpointUse
from lineup.engine.services.document_reader import BusyError, DocumentReader
from lineup.engine.services.documents import DocumentIntake
from lineup.engine.services.enqueueing import with_document
from lineup.engine.services.pipelines import PipelineService
from lineup.engine.services.run_requests import (
    RunRequest,
    in_field,
    is_reference,
    require_valid_run,
)
from lineup.engine.services.snapshots import config_snapshot
from lineup.engine.services.step_catalog import StepCatalog
from lineup.engine.store.delivery_rows import webhook_of
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.files import FileStore
from lineup.engine.store.new_executions import NewExecution


class RunQueue(Protocol):
    """Where pending executions wait for a worker."""

    def enqueue(self, connection: Connection, execution_id: str) -> None:
        """Put an execution in the queue as part of the connection's transaction."""
        ...

    def cancel(self, execution_id: str) -> None:
        """Stop the work on an execution wherever it is done; nothing happens to one that has ended."""
        ...


@dataclass(frozen=True)
class _Document:
    """What a run works on: stored bytes, or an address still to be fetched."""

    filename: str | None
    blob_key: str | None = None
    sha256: str | None = None
    file_url: str | None = None


@dataclass(frozen=True)
class RunService:
    """Starts executions."""

    pipelines: PipelineService
    executions: ExecutionStore
    files: FileStore
    blobs: BlobStore
    intake: DocumentIntake
    reader: DocumentReader
    queue: RunQueue
    card: RateCard
    catalog: StepCatalog

    def run(self, request: RunRequest) -> Execution:
        """Return a new pending execution.

        Raises NotFound for an unknown pipeline or version, InvalidRequest for fields that are wrong, BadDocument and
        TooLarge for an upload that can't be processed, TooManyRequests if the caller has too many open executions.
        """
        require_valid_run(request)
        version, written = self.pipelines.resolve(request.pipeline_id, request.options.version)
        steps = self.catalog.freeze(written)
        self.executions.require_room(request.caller)
        document = self._take_in(request)
        self._require_pages(document, request.options.page_range)
        self._require_checkpoint(request.options, steps, document)
        new = NewExecution(
            pipeline_id=request.pipeline_id,
            pipeline_version=version,
            steps=tuple(steps),
            document_name=document.filename or document.file_url,
            blob_key=document.blob_key,
            config_snapshot=config_snapshot(version, steps, self.catalog.registry, self.card),
            input_config=_input_config(request, document),
            rate_breakdown=self._prices(steps, request.options),
            caller=request.caller,
            webhook=webhook_of(request.options.webhook_url, request.server_url),
        )
        enqueue = with_document(self.queue.enqueue, self.blobs, new.blob_key)
        return self.executions.add_execution(new, enqueue)

    def _require_checkpoint(
        self, options: RunOptions, steps: list[JsonObject], document: _Document
    ) -> None:
        if options.checkpoint_id is None or options.run_evals:
            return
        use = CheckpointUse(options.checkpoint_id, steps, options.page_range, document.sha256)
        Checkpoints(self.executions, self.blobs).find_fitting(use)

    def _prices(self, steps: list[JsonObject], options: RunOptions) -> JsonObject:
        location, output_format = options.processing_location, options.output_format
        return rate_breakdown(self.card, steps, location, output_format)

    def _take_in(self, request: RunRequest) -> _Document:
        if request.file is not None:
            stored = self.intake.store(request.file.stream)
            name = clean_filename(request.file.filename)
            return _Document(filename=name, blob_key=stored.blob_key, sha256=stored.sha256)
        url = request.file_url or ""
        if not is_reference(url):
            return _Document(filename=None, file_url=url)
        return self._find_reference(url)

    def _find_reference(self, reference: str) -> _Document:
        try:
            file = self.files.find_reference(reference)
        except NotFound as error:
            raise InvalidRequest(in_field("file_url", str(error))) from error
        if file.blob_key is None:
            message = f"The file {reference!r} was announced but its bytes never arrived: upload it again."
            raise InvalidRequest(in_field("file_url", message))
        return _Document(
            filename=file.metadata.original_filename,
            blob_key=file.blob_key,
            sha256=file.blob_key.rpartition("/")[2],
            file_url=reference,
        )

    def _require_pages(self, document: _Document, page_range: str | None) -> None:
        """Check the range against the document's pages where they can be counted now; else the step finds out."""
        if page_range is None or document.blob_key is None:
            return
        try:
            pages = self.reader.inspect(document.blob_key).pages
            parse_page_range(page_range).require_within(pages) if pages else None
        except BusyError:
            return
        except PageRangeError as error:
            raise InvalidRequest(in_field("page_range", str(error))) from error


def _input_config(request: RunRequest, document: _Document) -> JsonObject:
    options = asdict(request.options)
    options.pop("version")
    return {
        "filename": document.filename,
        "file_url": document.file_url,
        "sha256": document.sha256,
        **options,
    }
