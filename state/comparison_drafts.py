"""What has become of the drafts that a comparison is of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    """What to know of drafts that were compared, and those that can be published: they are as they were compared.

    `unpublishable` says of each other draft, by its side's key, why it can't be published.
    """

    cautions: tuple[Caution, ...] = ()
    publishable: tuple[ComparedSide, ...] = ()
    unpublishable: Mapping[str, str] = field(default_factory=dict)


def draft_notes(connection: Connection, reading: ComparisonReading) -> DraftNotes:
    """Return what the server tells of the drafts now; nothing of a pipeline that it doesn't answer for."""
    cautions: list[Caution] = []
    publishable: list[ComparedSide] = []
    unpublishable: dict[str, str] = {}
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
        told = {
            config_hash(wire_steps(version.steps)): version.version
            for version in sorted(versions, key=lambda version: -version.version)
        }
        for side in (side for side in drafts if side.pipeline_id == pipeline_id):
            why_not = why_not_published(side, now, told)
            if why_not:
                unpublishable[side.key] = why_not
            else:
                publishable.append(side)
    return DraftNotes(tuple(cautions), tuple(publishable), unpublishable)


def why_not_published(draft: ComparedSide, now: str, published: Mapping[str, int]) -> str:
    """Return why a draft can't be published from its comparison; empty where it can be.

    `now` is the hash of the configuration that the pipeline's draft has now, `published` has those of its versions.
    """
    if draft.config_hash in published:
        return f"It was published as version {published[draft.config_hash]}."
    if draft.config_hash != now:
        return "The draft has changed since this was compared, so it can't be published from here."
    return ""
