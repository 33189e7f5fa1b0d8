"""Pipelines and versions in the store."""

from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session

from lineup.contract.pipelines import (
    Pipeline,
    PipelineList,
    PipelineStep,
    PipelineVersion,
    PipelineVersionList,
)
from lineup.contract.wire import JsonObject
from lineup.engine.clock import Clock
from lineup.engine.errors import NotFound
from lineup.engine.ids import new_id
from lineup.engine.store.database import writing
from lineup.engine.store.tables import PipelineRow, VersionRow


class PipelineStore:
    """Reads and changes pipelines; every change is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_pipeline(self, steps: list[PipelineStep]) -> Pipeline:
        """Add an unsaved draft."""
        now = self._clock()
        row = PipelineRow(
            pipeline_id=new_id("pl_"), steps=_to_json(steps), created=now, updated=now, name=None
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return _to_pipeline(row)

    def list_pipelines(
        self, *, saved_only: bool, include_archived: bool, limit: int, offset: int
    ) -> PipelineList:
        """Return one page of pipelines, the latest first."""
        query = select(PipelineRow)
        if saved_only:
            query = query.where(PipelineRow.is_saved)
        if not include_archived:
            query = query.where(~PipelineRow.archived)
        with Session(self._engine) as session:
            total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
            rows = session.scalars(
                query.order_by(PipelineRow.id.desc()).limit(limit).offset(offset)
            )
            return PipelineList(pipelines=[_to_pipeline(row) for row in rows], total=total)

    def get_pipeline(self, pipeline_id: str) -> Pipeline:
        """Return the pipeline, raising NotFound."""
        with Session(self._engine) as session:
            return _to_pipeline(_find(session, pipeline_id))

    def replace_draft(self, pipeline_id: str, steps: list[PipelineStep]) -> Pipeline:
        """Replace the draft's steps; published versions keep theirs. The last of two writers wins."""
        with writing(self._engine) as session:
            row = _find(session, pipeline_id)
            row.steps, row.updated = _to_json(steps), self._clock()
            return _to_pipeline(row)

    def mark_saved(self, pipeline_id: str, name: str) -> Pipeline:
        """Name the pipeline and list it from now on; saving again renames it."""
        with writing(self._engine) as session:
            row = _find(session, pipeline_id)
            row.name, row.is_saved, row.updated = name, True, self._clock()
            return _to_pipeline(row)

    def add_version(self, pipeline_id: str, description: str | None) -> PipelineVersion:
        """Publish the draft as the next version and make it the active one.

        Two publishers at once get two numbers: writing the pipeline's row first makes the second one wait.
        """
        with writing(self._engine) as session:
            own = PipelineRow.pipeline_id == pipeline_id
            session.execute(update(PipelineRow).where(own).values(updated=self._clock()))
            row = _find(session, pipeline_id)
            latest = session.scalar(
                select(func.max(VersionRow.version)).where(VersionRow.pipeline == row.id)
            )
            version = VersionRow(
                pipeline=row.id,
                version=(latest or 0) + 1,
                steps=row.steps,
                description=description,
                created=self._clock(),
            )
            session.add(version)
            row.active_version = version.version
            session.flush()
            return _to_version(version)

    def list_versions(self, pipeline_id: str) -> PipelineVersionList:
        """Return all versions of the pipeline, newest first."""
        with Session(self._engine) as session:
            row = _find(session, pipeline_id)
            query = select(VersionRow).where(VersionRow.pipeline == row.id)
            rows = session.scalars(query.order_by(VersionRow.version.desc()))
            versions = [_to_version(version) for version in rows]
        return PipelineVersionList(versions=versions, total=len(versions))


def _find(session: Session, pipeline_id: str) -> PipelineRow:
    row = session.scalar(select(PipelineRow).where(PipelineRow.pipeline_id == pipeline_id))
    if row is None:
        message = f"There is no pipeline {pipeline_id!r}."
        raise NotFound(message)
    return row


def _to_json(steps: list[PipelineStep]) -> list[JsonObject]:
    return [step.to_wire() for step in steps]


def _to_pipeline(row: PipelineRow) -> Pipeline:
    return Pipeline(
        id=row.id,
        pipeline_id=row.pipeline_id,
        name=row.name,
        steps=[PipelineStep.model_validate(step) for step in row.steps],
        is_saved=row.is_saved,
        archived=row.archived,
        active_version=row.active_version,
        created=row.created,
        updated=row.updated,
    )


def _to_version(row: VersionRow) -> PipelineVersion:
    return PipelineVersion(
        id=row.id,
        version=row.version,
        steps=[PipelineStep.model_validate(step) for step in row.steps],
        description=row.description,
        created=row.created,
    )
