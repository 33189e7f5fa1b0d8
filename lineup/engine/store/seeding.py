"""The pipelines that a fresh engine begins with, put in once, however many engines start together."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Engine, func, select

from lineup.clock import Clock
from lineup.contract.pipelines import PipelineStep
from lineup.databases.opening import is_sqlite, writing
from lineup.engine.store.tables import PipelineRow, VersionRow
from lineup.ids import new_id

_LOCK = 0x73656564
"""Postgres' advisory lock of whoever seeds: "seed" in ASCII."""


@dataclass(frozen=True)
class Seed:
    """A named pipeline with its one published version."""

    name: str
    description: str
    steps: tuple[PipelineStep, ...]


def add_seeds(engine: Engine, seeds: Iterable[Seed], clock: Clock) -> None:
    """Add the seeds, all in one transaction, unless there is any pipeline already. Who comes second waits and adds none."""
    with writing(engine) as session:
        if not is_sqlite(engine):
            session.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if session.scalar(select(PipelineRow.id).limit(1)) is not None:
            return
        for seed in seeds:
            pipeline = _pipeline(seed, clock)
            session.add(pipeline)
            session.flush()
            session.add(_version(seed, pipeline))


def _pipeline(seed: Seed, clock: Clock) -> PipelineRow:
    now = clock()
    return PipelineRow(
        pipeline_id=new_id("pl_"),
        name=seed.name,
        steps=[step.to_wire() for step in seed.steps],
        is_saved=True,
        active_version=1,
        created=now,
        updated=now,
    )


def _version(seed: Seed, pipeline: PipelineRow) -> VersionRow:
    return VersionRow(
        pipeline=pipeline.id,
        version=1,
        steps=pipeline.steps,
        description=seed.description,
        created=pipeline.created,
    )
