"""Eval rubrics in the store."""

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.eval_rubrics import (
    EvalDefinition,
    EvalRubric,
    EvalRubricChange,
    EvalRubricList,
    NewEvalRubric,
    RubricVersion,
)
from lineup.contract.wire import JsonObject
from lineup.databases.opening import writing
from lineup.engine.errors import NotFound
from lineup.engine.store.counting import count_all
from lineup.engine.store.tables import RubricRow

MAX_ID = 2**31 - 1
"""The largest number of a rubric; the database has no room for more."""

_OWN = "manual"
"""The source of a rubric that somebody wrote."""


class RubricStore:
    """Reads and changes rubrics; every change is one transaction."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_rubric(self, new: NewEvalRubric) -> EvalRubric:
        """Add a rubric as its version 1."""
        now = self._clock()
        row = RubricRow(
            name=new.name,
            description=new.description,
            eval_definition=_as_given(new.eval_definition),
            source=_OWN,
            version_history=[],
            created=now,
            updated=now,
        )
        with writing(self._engine) as session:
            session.add(row)
            session.flush()
            return _to_rubric(row)

    def list_rubrics(self, *, include_archived: bool, limit: int, offset: int) -> EvalRubricList:
        """Return one page of rubrics, the latest first."""
        query = select(RubricRow)
        if not include_archived:
            query = query.where(~RubricRow.archived)
        page = query.order_by(RubricRow.id.desc()).limit(limit).offset(offset)
        with Session(self._engine) as session:
            total = count_all(session, query)
            rubrics = [_to_rubric(row) for row in session.scalars(page)]
        return EvalRubricList(rubrics=rubrics, total=total)

    def get_rubric(self, rubric_id: int) -> EvalRubric:
        """Return a rubric, an archived one too, raising NotFound."""
        with Session(self._engine) as session:
            return _to_rubric(_required(session.scalar(_by_id(rubric_id)), rubric_id))

    def change_rubric(self, rubric_id: int, change: EvalRubricChange) -> EvalRubric:
        """Change what is given and count the version up; what was before goes to the history.

        A change to what is there already makes no version. The last of two writers wins, and no version is lost.
        """
        given = change.eval_definition
        with writing(self._engine) as session:
            row = _required(session.scalar(_by_id(rubric_id).with_for_update()), rubric_id)
            wanted = (
                row.name if change.name is None else change.name,
                row.description if change.description is None else change.description,
                row.eval_definition if given is None else _as_given(given),
            )
            if wanted != (row.name, row.description, row.eval_definition):
                row.version_history = [*row.version_history, _as_history(row)]
                row.name, row.description, row.eval_definition = wanted
                row.version, row.updated = row.version + 1, self._clock()
            return _to_rubric(row)

    def mark_archived(self, rubric_id: int) -> EvalRubric:
        """Take the rubric off the default list and out of new pipelines. One that is archived stays so."""
        with writing(self._engine) as session:
            row = _required(session.scalar(_by_id(rubric_id).with_for_update()), rubric_id)
            if not row.archived:
                row.archived, row.updated = True, self._clock()
            return _to_rubric(row)


def _by_id(rubric_id: int) -> Select[RubricRow]:
    return select(RubricRow).where(RubricRow.id == min(rubric_id, MAX_ID))


def _required(row: RubricRow | None, rubric_id: int) -> RubricRow:
    if row is None or row.id != rubric_id:
        message = f"There is no eval rubric {rubric_id}."
        raise NotFound(message)
    return row


def _as_given(definition: EvalDefinition) -> JsonObject:
    return definition.model_dump(mode="json", exclude_unset=True)


def _as_history(row: RubricRow) -> JsonObject:
    version = RubricVersion(
        version=row.version,
        name=row.name,
        description=row.description,
        eval_definition=row.eval_definition,
        updated=row.updated,
    )
    return version.model_dump(mode="json")


def _to_rubric(row: RubricRow) -> EvalRubric:
    history = [RubricVersion.model_validate(version) for version in row.version_history]
    return EvalRubric(
        id=row.id,
        name=row.name,
        description=row.description,
        eval_definition=row.eval_definition,
        source=row.source,
        source_processor_id=row.source_processor_id,
        archived=row.archived,
        version=row.version,
        created=row.created,
        updated=row.updated,
        version_history=history or None,
    )
