"""Custom processors and their versions."""

from typing import Annotated

from fastapi import Form, Query

from lineup.contract.custom_processors import (
    CustomProcessor,
    CustomProcessorList,
    CustomProcessorVersionList,
)
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router

router = keyed_router("/api/v1/custom_processors", "custom_processors")


@router.get("")
def list_custom_processors(
    services: EngineServices,
    include_archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> CustomProcessorList:
    """List the installed custom processors."""
    return services.custom_processors.list_processors(
        include_archived=include_archived, limit=limit, offset=offset
    )


@router.get("/{lookup_key}")
def get_custom_processor_status(services: EngineServices, lookup_key: str) -> CustomProcessor:
    """Return a custom processor by its id."""
    return services.custom_processors.get_processor(lookup_key)


@router.get("/{processor_id}/versions")
def list_custom_processor_versions(
    services: EngineServices, processor_id: str
) -> CustomProcessorVersionList:
    """List a custom processor's versions, newest first."""
    return services.custom_processors.list_versions(processor_id)


@router.post("/{processor_id}/set_active")
def set_active_processor_version(
    services: EngineServices, processor_id: str, version: Annotated[int, Form(ge=1)]
) -> CustomProcessor:
    """Make a version the one that new runs take."""
    return services.custom_processors.set_active(processor_id, version)


@router.post("/{processor_id}/archive")
def archive_custom_processor(services: EngineServices, processor_id: str) -> CustomProcessor:
    """Take a custom processor out of use; what was published with it still runs."""
    return services.custom_processors.archive(processor_id)
