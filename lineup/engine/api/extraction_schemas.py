"""Saved extraction schemas."""

from typing import Annotated

from fastapi import Query

from lineup.contract.extraction_schemas import (
    ExtractionSchema,
    ExtractionSchemaChange,
    ExtractionSchemaList,
    NewExtractionSchema,
)
from lineup.engine.api.dependencies import MAX_INTEGER, EngineServices
from lineup.engine.api.routers import keyed_router

router = keyed_router("/api/v1/extraction_schemas", "extraction_schemas")


@router.post("")
def create_extraction_schema(
    services: EngineServices, body: NewExtractionSchema
) -> ExtractionSchema:
    """Save a schema."""
    return services.schemas.add_schema(body)


@router.get("")
def list_extraction_schemas(
    services: EngineServices,
    include_archived: bool = False,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    offset: Annotated[int, Query(ge=0, le=MAX_INTEGER)] = 0,
) -> ExtractionSchemaList:
    """List saved schemas, the latest first."""
    return services.schemas.list_schemas(
        include_archived=include_archived, limit=limit, offset=offset
    )


@router.get("/{schema_id}")
def get_extraction_schema(services: EngineServices, schema_id: str) -> ExtractionSchema:
    """Return a saved schema with its earlier versions."""
    return services.schemas.get_schema(schema_id)


@router.put("/{schema_id}")
def update_extraction_schema(
    services: EngineServices, schema_id: str, body: ExtractionSchemaChange
) -> ExtractionSchema:
    """Change a saved schema in place, or as its next version."""
    return services.schemas.change_schema(schema_id, body)


@router.delete("/{schema_id}")
def delete_extraction_schema(services: EngineServices, schema_id: str) -> ExtractionSchema:
    """Archive a saved schema."""
    return services.schemas.mark_archived(schema_id)
