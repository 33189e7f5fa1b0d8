"""Published versions in the store: added and read, never changed."""

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from lineup.clock import Clock
from lineup.contract.pipelines import PipelineStep, PipelineVersion, PipelineVersionList
from lineup.databases.opening import writing
from lineup.engine.errors import NotFound
from lineup.engine.store.pipeline_rows import find_pipeline, locked_pipeline
from lineup.engine.store.tables import PipelineRow, VersionRow


class VersionStore:
    """Publishes drafts and finds what was published."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def add_version(self, pipeline_id: str, description: str | None) -> PipelineVersion:
        """Publish the draft as the next version and make it the active one.

        Two publishers at once get two numbers: the second one waits for the pipeline's row.
        """
        with writing(self._engine) as session:
            row = locked_pipeline(session, pipeline_id)
            version = VersionRow(
                pipeline=row.id,
                version=_latest(session, row) + 1,
                steps=row.steps,
                description=description,
                created=self._clock(),
            )
            session.add(version)
            row.active_version, row.updated = version.version, version.created
            session.flush()
            return _to_version(version)

    def list_versions(self, pipeline_id: str) -> PipelineVersionList:
        """Return all versions of the pipeline, newest first."""
        with Session(self._engine) as session:
            row = find_pipeline(session, pipeline_id)
            query = select(VersionRow).where(VersionRow.pipeline == row.id)
            rows = session.scalars(query.order_by(VersionRow.version.desc()))
            versions = [_to_version(version) for version in rows]
        return PipelineVersionList(versions=versions, total=len(versions))

    def find_version(self, pipeline_id: str, number: int) -> PipelineVersion:
        """Return one version, raising NotFound with the numbers there are."""
        with Session(self._engine) as session:
            row = find_pipeline(session, pipeline_id)
            latest = _latest(session, row)
            if number > latest:  # asked before the query: the database has no room for every number
                raise NotFound(_unknown_version(number, latest))
            own = (VersionRow.pipeline == row.id, VersionRow.version == number)
            return _to_version(session.scalars(select(VersionRow).where(*own)).one())


def _latest(session: Session, row: PipelineRow) -> int:
    """Return the number of the latest version, 0 without one; all before it exist, because none is ever deleted."""
    own = VersionRow.pipeline == row.id
    return session.scalar(select(func.max(VersionRow.version)).where(own)) or 0


def _unknown_version(number: int, latest: int) -> str:
    published = ", ".join(map(str, _shown(latest))) or "none"
    return f"There is no version {number} of this pipeline; published: {published}. 0 is the draft."


def _shown(latest: int) -> list[int | str]:
    if latest <= 10:  # noqa: PLR2004 (as many as a sentence can list)
        return list(range(1, latest + 1))
    return [1, 2, "…", latest]


def _to_version(row: VersionRow) -> PipelineVersion:
    return PipelineVersion(
        id=row.id,
        version=row.version,
        steps=[PipelineStep.model_validate(step) for step in row.steps],
        description=row.description,
        created=row.created,
    )
