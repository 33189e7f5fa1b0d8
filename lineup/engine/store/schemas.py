"""Saved extraction schemas in the store."""

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.extraction_schemas import (
    ExtractionSchema,
    ExtractionSchemaChange,
    ExtractionSchemaList,
    NewExtractionSchema,
    SchemaVersion,
)
from lineup.contract.wire import JsonObject
from lineup.databases.opening import writing
from lineup.engine.errors import NotFound
from lineup.engine.store.counting import count_all
from lineup.engine.store.tables import SchemaRow
from lineup.ids import new_id


class SchemaStore:
    """Reads and changes saved schemas; every change is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_schema(self, new: NewExtractionSchema) -> ExtractionSchema:
        """Add a schema as its version 1."""
        now = self._clock()
        row = SchemaRow(
            schema_id=new_id("sch_"),
            name=new.name,
            description=new.description,
            schema_json=new.definition,
            version_history=[],
            created=now,
            updated=now,
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return _to_schema(row)

    def list_schemas(
        self, *, include_archived: bool, limit: int, offset: int
    ) -> ExtractionSchemaList:
        """Return one page of schemas, the latest first."""
        query = select(SchemaRow)
        if not include_archived:
            query = query.where(~SchemaRow.archived)
        page = query.order_by(SchemaRow.id.desc()).limit(limit).offset(offset)
        with Session(self._engine) as session:
            total = count_all(session, query)
            schemas = [_to_schema(row) for row in session.scalars(page)]
        return ExtractionSchemaList(schemas=schemas, total=total)

    def get_schema(self, schema_id: str) -> ExtractionSchema:
        """Return a schema, an archived one too, raising NotFound."""
        with Session(self._engine) as session:
            return _to_schema(_required(session.scalar(_by_id(schema_id)), schema_id))

    def change_schema(self, schema_id: str, change: ExtractionSchemaChange) -> ExtractionSchema:
        """Change what is given, in place or as the next version. The last of two writers wins, and no version is lost."""
        with writing(self._engine) as session:
            row = _locked(session, schema_id)
            if change.create_new_version:
                row.version_history = [*row.version_history, _as_history(row)]
                row.version += 1
            if change.name is not None:
                row.name = change.name
            if change.description is not None:
                row.description = change.description
            if change.definition is not None:
                row.schema_json = change.definition
            if change.archived is not None:
                row.archived = change.archived
            row.updated = self._clock()
            return _to_schema(row)

    def mark_archived(self, schema_id: str) -> ExtractionSchema:
        """Take the schema off the default list; it can be read and changed as before. One that is archived stays so."""
        return self.change_schema(schema_id, ExtractionSchemaChange(archived=True))


def _by_id(schema_id: str) -> Select[SchemaRow]:
    return select(SchemaRow).where(SchemaRow.schema_id == schema_id)


def _locked(session: Session, schema_id: str) -> SchemaRow:
    """Return the schema, held until the transaction ends: two changes of one schema wait for each other."""
    return _required(session.scalar(_by_id(schema_id).with_for_update()), schema_id)


def _required(row: SchemaRow | None, schema_id: str) -> SchemaRow:
    if row is None:
        message = f"There is no extraction schema {schema_id!r}."
        raise NotFound(message)
    return row


def _as_history(row: SchemaRow) -> JsonObject:
    version = SchemaVersion(
        version=row.version,
        name=row.name,
        description=row.description,
        definition=row.schema_json,
        updated=row.updated,
    )
    return version.model_dump(mode="json", by_alias=True)


def _to_schema(row: SchemaRow) -> ExtractionSchema:
    history = [SchemaVersion.model_validate(version) for version in row.version_history]
    return ExtractionSchema(
        id=row.id,
        schema_id=row.schema_id,
        name=row.name,
        description=row.description,
        definition=row.schema_json,
        version=row.version,
        version_history=history or None,
        archived=row.archived,
        created=row.created,
        updated=row.updated,
    )
