"""What has become of the drafts that a comparison is of."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.client import ClientError
from lineup.comparing.comparability import Caution, draft_warnings
from lineup.comparing.naming import config_hash, wire_steps
from lineup.comparing.reading_model import ComparisonReading
from lineup.contract.pipelines import DRAFT
from lineup.workspace.comparison_model import ComparedSide
from state import queries
from state.connection import Connection


@dataclass(frozen=True)
class DraftNotes:
    """What to know of drafts that were compared, and those that can be published: they are as they were compared."""

    cautions: tuple[Caution, ...] = ()
    publishable: tuple[ComparedSide, ...] = ()


def draft_notes(connection: Connection, reading: ComparisonReading) -> DraftNotes:
    """Return what the server tells of the drafts now; nothing of a pipeline that it doesn't answer for."""
    cautions: list[Caution] = []
    publishable: list[ComparedSide] = []
    drafts = [side for side in reading.comparison.sides if side.version == DRAFT]
    for pipeline_id in dict.fromkeys(side.pipeline_id for side in drafts):
        try:
            pipeline = queries.pipeline(connection, pipeline_id)
            versions = queries.versions(connection, pipeline_id)
        except ClientError:
            continue
        warned = draft_warnings(reading, pipeline, versions)
        cautions += warned
        now = config_hash(wire_steps(pipeline.steps))
        told = {config_hash(wire_steps(version.steps)) for version in versions}
        publishable += _as_it_is(
            [side for side in drafts if side.pipeline_id == pipeline_id], now, told
        )
    return DraftNotes(tuple(cautions), tuple(publishable))


def _as_it_is(drafts: Sequence[ComparedSide], now: str, published: set[str]) -> list[ComparedSide]:
    return [side for side in drafts if side.config_hash == now and now not in published]
