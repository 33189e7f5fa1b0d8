"""What each version costs, as far as the server tells it."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

from lineup.client import ClientError
from lineup.contract.extension import Feature
from lineup.contract.pipelines import DRAFT, Pipeline, PipelineRate, PipelineStep, PipelineVersion
from state import queries
from state.connection import Connection
from state.features import has_feature


def told_rates(
    connection: Connection,
    pipeline: Pipeline,
    versions: Sequence[PipelineVersion],
    numbers: Sequence[int],
) -> dict[int, Decimal | None]:
    """Return cents per 1,000 pages of the numbered versions, 0 being the draft; None where the server doesn't tell."""
    if has_feature(connection, Feature.VERSION_RATES):
        return own_rates(connection, pipeline.pipeline_id, numbers, None)
    steps = steps_by_version(pipeline, versions)
    told = rates_by_default(connection, pipeline, steps, None)
    return {number: told.get(number) for number in numbers}


def own_rates(
    connection: Connection,
    pipeline_id: str,
    numbers: Sequence[int],
    processing_location: str | None,
) -> dict[int, Decimal | None]:
    """Return cents per 1,000 pages by version, from a server that tells each version's own rate."""
    asked = (connection, pipeline_id, processing_location)
    return {number: _told(partial(queries.version_rate, *asked, number)) for number in numbers}


def rates_by_default(
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
    known = _told(partial(queries.rate, connection, pipeline.pipeline_id, processing_location))
    return {
        number: known if default is not None and _wire(own) == _wire(default) else None
        for number, own in steps.items()
    }


def steps_by_version(
    pipeline: Pipeline, versions: Sequence[PipelineVersion]
) -> dict[int, list[PipelineStep]]:
    """Return the steps of every version and of the draft."""
    return {version.version: version.steps for version in versions} | {DRAFT: pipeline.steps}


def _told(ask: Callable[[], PipelineRate]) -> Decimal | None:
    """Return the rate that the server tells; None where it doesn't."""
    try:
        return ask().rate_per_1000_pages_cents
    except ClientError:
        return None


def _wire(steps: Sequence[PipelineStep]) -> list[object]:
    return [step.to_wire() for step in steps]
