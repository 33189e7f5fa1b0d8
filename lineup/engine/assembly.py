"""Putting the engine together from its settings; nothing in it reaches for anything it was not given."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Engine

from lineup import __version__
from lineup.clock import Clock, utc_now
from lineup.contract.extension import Capabilities, ExecutionQuery, ExecutionRows, Feature
from lineup.contract.usage import Usage, UsageQuery
from lineup.databases.opening import open_database, sqlite_url
from lineup.engine.blobs import BlobStore
from lineup.engine.callers import Limits
from lineup.engine.keys import engine_key
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.rate_card import load_rate_card
from lineup.engine.readiness import OwnWorker, Readiness
from lineup.engine.services.admission import Admission
from lineup.engine.services.comparisons import ComparisonService
from lineup.engine.services.control import ExecutionControl
from lineup.engine.services.custom_processors import CustomProcessorService
from lineup.engine.services.document_reader import DocumentReader
from lineup.engine.services.documents import DocumentDiscard, DocumentIntake
from lineup.engine.services.files import FileService
from lineup.engine.services.installed_processors import InstalledProcessorService
from lineup.engine.services.pipelines import PipelineService
from lineup.engine.services.result_disposal import ResultDisposal
from lineup.engine.services.results import ResultService
from lineup.engine.services.runs import RunQueue, RunService
from lineup.engine.services.saved_schemas import SavedSchemas
from lineup.engine.services.signed_urls import UrlSigner
from lineup.engine.services.step_catalog import StepCatalog
from lineup.engine.storage.opening import open_blobs
from lineup.engine.store.comparisons import ComparisonStore
from lineup.engine.store.custom_processors import CustomProcessorStore
from lineup.engine.store.deliveries import DeliveryStore
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.files import FileStore
from lineup.engine.store.keys import KeyStore
from lineup.engine.store.listing import search_executions
from lineup.engine.store.page_counts import PageCountStore
from lineup.engine.store.pipelines import PipelineStore
from lineup.engine.store.result_deletion import ResultDeletion
from lineup.engine.store.rubrics import RubricStore
from lineup.engine.store.schemas import SchemaStore
from lineup.engine.store.usage_sums import read_usage
from lineup.engine.store.versions import VersionStore
from lineup.settings import Settings

RECORDED_ONLY: list[str] = []
"""Run options that are accepted and recorded, but have no effect in this release."""

FEATURES = [
    Feature.EXECUTION_SEARCH,
    Feature.EXECUTION_SORT,
    Feature.CANCEL,
    Feature.RERUN,
    Feature.RECORD,
    Feature.VERSION_RATES,
    Feature.USAGE,
    Feature.WEBHOOK_DELIVERIES,
    Feature.DELETE_RESULTS,
    Feature.PROCESSORS,
]
"""What this engine can do beyond the Pipelines API."""


@dataclass(frozen=True)
class Services:
    """All that the handlers call."""

    admission: Admission
    pipelines: PipelineService
    executions: ExecutionStore
    runs: RunService
    control: ExecutionControl
    results: ResultService
    disposal: ResultDisposal
    files: FileService
    catalog: StepCatalog
    schemas: SchemaStore
    rubrics: RubricStore
    custom_processors: CustomProcessorService
    installed: InstalledProcessorService
    comparisons: ComparisonService
    search: Callable[[ExecutionQuery], ExecutionRows]
    usage: Callable[[UsageQuery], Usage]
    deliveries: DeliveryStore
    public_url: str | None
    readiness: Readiness
    capabilities: Capabilities


def engine_database(settings: Settings) -> Engine:
    """Return the engine's database, by default a file in the data directory."""
    return open_database(settings.database_url or sqlite_url(settings.data_dir / "engine.sqlite"))


def engine_blobs(settings: Settings, scratch: Path | None = None) -> BlobStore:
    """Return the engine's blob store, by default a folder in the data directory; `scratch` is for copies of remote blobs."""
    return open_blobs(settings.blob_url or str(settings.data_dir / "blobs"), scratch)


def assemble(
    settings: Settings,
    database: Engine,
    queue: RunQueue,
    processors: ProcessorRegistry,
    clock: Clock = utc_now,
    worker: OwnWorker | None = None,
) -> Services:
    """Return the services over a database, a queue, the processors there are, and a worker of the server's own if it has one."""
    key, card = engine_key(settings), load_rate_card()
    blobs, files = engine_blobs(settings), FileStore(database, clock)
    reader = DocumentReader(PageCountStore(database, clock), blobs)
    intake, executions = DocumentIntake(blobs), ExecutionStore(database, clock)
    rubrics = RubricStore(database, clock)
    discard = DocumentDiscard(blobs)
    schemas, custom = SchemaStore(database, clock), CustomProcessorStore(database, clock)
    catalog = StepCatalog(processors, custom, rubrics, SavedSchemas(schemas))
    pipelines = PipelineService(
        PipelineStore(database, clock), VersionStore(database, clock), catalog, card
    )
    return Services(
        admission=Admission(key, KeyStore(database, clock), _limits(settings)),
        pipelines=pipelines,
        executions=executions,
        runs=RunService(pipelines, executions, files, blobs, intake, reader, queue, card, catalog),
        control=ExecutionControl(executions, blobs, queue, card, catalog.registry),
        disposal=ResultDisposal(executions, ResultDeletion(database, clock), blobs, discard),
        results=ResultService(executions, blobs, reader),
        files=FileService(files, intake, blobs, discard, UrlSigner(key)),
        catalog=catalog,
        schemas=schemas,
        rubrics=rubrics,
        custom_processors=CustomProcessorService(catalog),
        installed=InstalledProcessorService(catalog),
        comparisons=ComparisonService(
            ComparisonStore(database, clock), pipelines, files, blobs, catalog, card
        ),
        search=partial(search_executions, database),
        usage=partial(read_usage, database),
        deliveries=DeliveryStore(database, clock),
        public_url=settings.public_url,
        readiness=Readiness(database, worker),
        capabilities=Capabilities(
            server="lineup",
            version=__version__,
            features=FEATURES,
            recorded_only=RECORDED_ONLY,
            step_types=catalog.step_types,
        ),
    )


def _limits(settings: Settings) -> Limits:
    return Limits(settings.requests_per_minute, settings.concurrent_runs)
