"""Saved extraction schemas (contract §1.6)."""

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.extraction_schemas import (
    ExtractionSchema,
    ExtractionSchemaChange,
    ExtractionSchemaList,
    NewExtractionSchema,
)


class SchemaCalls(Funnel):
    """The calls below `/extraction_schemas`."""

    def list_schemas(
        self, *, include_archived: bool = False, limit: int = 50, offset: int = 0
    ) -> ExtractionSchemaList:
        """Fetch one page of saved schemas; `limit` is 1 to 200."""
        params = {"include_archived": include_archived, "limit": limit, "offset": offset}
        return self._call(ExtractionSchemaList, "GET", to("extraction_schemas"), params=params)

    def create_schema(self, new: NewExtractionSchema) -> ExtractionSchema:
        """Save a schema."""
        body = new.model_dump(mode="json", by_alias=True, exclude_none=True)
        return self._call(ExtractionSchema, "POST", to("extraction_schemas"), json=body)

    def get_schema(self, schema_id: str) -> ExtractionSchema:
        """Fetch a saved schema with its earlier versions."""
        return self._call(ExtractionSchema, "GET", to("extraction_schemas", schema_id))

    def update_schema(self, schema_id: str, change: ExtractionSchemaChange) -> ExtractionSchema:
        """Change what is given, in place or as the next version."""
        body = change.model_dump(mode="json", by_alias=True, exclude_unset=True)
        return self._call(ExtractionSchema, "PUT", to("extraction_schemas", schema_id), json=body)

    def archive_schema(self, schema_id: str) -> ExtractionSchema:
        """Take a saved schema off the default list; it can be brought back by a change."""
        return self._call(ExtractionSchema, "DELETE", to("extraction_schemas", schema_id))
