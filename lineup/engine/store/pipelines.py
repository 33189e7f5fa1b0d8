"""Pipelines and their drafts in the store."""

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from lineup.clock import Clock
from lineup.contract.pipelines import Pipeline, PipelineList, PipelineStep
from lineup.databases.opening import writing
from lineup.engine.store.counting import count_all
from lineup.engine.store.pipeline_rows import find_pipeline, locked_pipeline, to_json, to_pipeline
from lineup.engine.store.tables import PipelineRow
from lineup.ids import new_id


class PipelineStore:
    """Reads and changes pipelines; every change is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_pipeline(self, steps: list[PipelineStep]) -> Pipeline:
        """Add an unsaved draft."""
        now = self._clock()
        row = PipelineRow(
            pipeline_id=new_id("pl_"), steps=to_json(steps), created=now, updated=now, name=None
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return to_pipeline(row)

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
            total = count_all(session, query)
            rows = session.scalars(
                query.order_by(PipelineRow.id.desc()).limit(limit).offset(offset)
            )
            return PipelineList(pipelines=[to_pipeline(row) for row in rows], total=total)

    def get_pipeline(self, pipeline_id: str) -> Pipeline:
        """Return the pipeline, raising NotFound."""
        with Session(self._engine) as session:
            return to_pipeline(find_pipeline(session, pipeline_id))

    def replace_draft(self, pipeline_id: str, steps: list[PipelineStep]) -> Pipeline:
        """Replace the draft's steps; published versions keep theirs. The last of two writers wins."""
        with writing(self._engine) as session:
            row = locked_pipeline(session, pipeline_id)
            row.steps, row.updated = to_json(steps), self._clock()
            flag_modified(row, "steps")  # else what equals it, as 1 does true, would not be written
            return to_pipeline(row)

    def mark_saved(self, pipeline_id: str, name: str) -> Pipeline:
        """Name the pipeline and list it from now on; saving again renames it."""
        with writing(self._engine) as session:
            row = locked_pipeline(session, pipeline_id)
            row.name, row.is_saved, row.updated = name, True, self._clock()
            return to_pipeline(row)

    def mark_archived(self, pipeline_id: str) -> Pipeline:
        """Take the pipeline off the default list. One that is archived already stays as it is."""
        with writing(self._engine) as session:
            row = locked_pipeline(session, pipeline_id)
            if not row.archived:
                row.archived, row.updated = True, self._clock()
            return to_pipeline(row)

    def mark_unarchived(self, pipeline_id: str) -> Pipeline:
        """Put the pipeline back on the list. One that is on it already stays as it is."""
        with writing(self._engine) as session:
            row = locked_pipeline(session, pipeline_id)
            if row.archived:
                row.archived, row.updated = False, self._clock()
            return to_pipeline(row)
