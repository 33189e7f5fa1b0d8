"""What each version costs, as far as the server tells it."""

from collections.abc import Sequence
from decimal import Decimal

from lineup.client import ClientError
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineStep, PipelineVersion
from state import queries
from state.connection import Connection


def version_rates(
    connection: Connection,
    pipeline: Pipeline,
    steps: dict[int, list[PipelineStep]],
    processing_location: str | None,
) -> dict[int, Decimal | None]:
    """Return cents per 1,000 pages by version, for versions by their steps.

    The service tells the rate of the version that runs by default only, so another version's is known where its steps are
    the same, and None elsewhere.
    """
    default = steps.get(pipeline.default_version)
    known = default_rate(connection, pipeline.pipeline_id, processing_location)
    return {
        number: known if default is not None and _wire(own) == _wire(default) else None
        for number, own in steps.items()
    }


def default_rate(
    connection: Connection, pipeline_id: str, processing_location: str | None
) -> Decimal | None:
    """Return the rate of the version that runs by default; None where the server doesn't tell."""
    try:
        told = queries.rate(connection, pipeline_id, processing_location)
    except ClientError:
        return None
    return told.rate_per_1000_pages_cents


def steps_by_version(
    pipeline: Pipeline, versions: Sequence[PipelineVersion]
) -> dict[int, list[PipelineStep]]:
    """Return the steps of every version and of the draft."""
    return {version.version: version.steps for version in versions} | {DRAFT: pipeline.steps}


def _wire(steps: Sequence[PipelineStep]) -> list[object]:
    return [step.to_wire() for step in steps]
