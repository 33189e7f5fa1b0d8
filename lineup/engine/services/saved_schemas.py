"""Extract steps that name a saved schema: each run takes the schema itself along (contract §3.3)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lineup.contract.extraction_schemas import ExtractionSchema
from lineup.contract.pipelines import PipelineStep
from lineup.contract.wire import JsonObject
from lineup.engine.errors import InvalidRequest, NotFound, Problem
from lineup.engine.store.schemas import SchemaStore

SCHEMA_KEY = "extraction_schema"
"""Where a frozen step says which saved schema, and which version of it, it was submitted with."""

_ID, _VERSION = "schema_id", "schema_version"


@dataclass(frozen=True)
class SavedSchemas:
    """Finds the schemas that steps name. A run keeps the version it began with, whatever becomes of the schema."""

    schemas: SchemaStore

    def problems(self, steps: Sequence[PipelineStep]) -> Iterator[Problem]:
        """Yield the steps that name a schema or a version that is not there."""
        for index, step in enumerate(steps):
            try:
                self.resolved(step.to_wire())
            except NotFound as error:
                path = ("body", "steps", index, "settings", _ID)
                yield Problem(path, f"Step {index} {step.type!r}: {error}")

    def frozen(self, step: JsonObject) -> JsonObject:
        """Return the step with the schema that it names. Raises InvalidRequest where that is gone."""
        try:
            return self.resolved(step)
        except NotFound as error:
            raise InvalidRequest(Problem(("path", "pipeline_id"), str(error))) from error

    def resolved(self, step: JsonObject) -> JsonObject:
        """Return the step with the schema in place of its id. Raises NotFound."""
        settings = step.get("settings") or {}
        if step["type"] != "extract" or not isinstance(settings.get(_ID), str):
            return step
        schema = self.schemas.get_schema(settings[_ID])
        version = settings.get(_VERSION) or schema.version
        kept = {name: value for name, value in settings.items() if name not in (_ID, _VERSION)}
        return step | {
            "settings": kept | {"page_schema": _definition(schema, version)},
            SCHEMA_KEY: {"schema_id": schema.schema_id, "version": version},
        }


def _definition(schema: ExtractionSchema, version: int) -> JsonObject:
    if version == schema.version:
        return schema.definition
    for earlier in schema.version_history or []:
        if earlier.version == version:
            return earlier.definition
    message = f"The extraction schema {schema.schema_id!r} has no version {version}; its latest is {schema.version}."
    raise NotFound(message)
