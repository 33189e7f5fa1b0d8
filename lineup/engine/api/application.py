"""The engine's HTTP application."""

from fastapi import FastAPI

from lineup import __version__
from lineup.engine.api import (
    comparisons,
    control,
    custom_processors,
    deliveries,
    eval_rubrics,
    executions,
    extension,
    extraction_schemas,
    files,
    health,
    pipelines,
    runs,
    storage,
)
from lineup.engine.api.body_limit import BodyLimit
from lineup.engine.api.failures import add_failure_handlers
from lineup.engine.api.last_resort import LastResort
from lineup.engine.assembly import Services

DESCRIPTION = "The Pipelines API, served by Lineup's embedded engine."


def create_application(services: Services) -> FastAPI:
    """Return the application that serves the Pipelines API and our extension of it."""
    application = FastAPI(
        title="Lineup engine",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    application.state.services = services
    # The list of executions is found before `/pipelines/{pipeline_id}`: "executions" is a word there, not an id.
    for module in (executions, runs, pipelines, files, storage, control, extension, health):
        application.include_router(module.router)
    for module in (deliveries, extraction_schemas, eval_rubrics, custom_processors):
        application.include_router(module.router)
    for router in (comparisons.evals, comparisons.comparisons, health.keyed):
        application.include_router(router)
    application.add_middleware(BodyLimit)
    application.add_middleware(LastResort)
    add_failure_handlers(application)
    return application
