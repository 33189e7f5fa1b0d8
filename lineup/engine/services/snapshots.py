"""What an execution keeps of its configuration: enough to run it again and to know what made its results."""

from collections.abc import Sequence

from lineup import __version__
from lineup.contract.wire import JsonObject
from lineup.engine.processors.provenance import library_versions
from lineup.engine.processors.registry import ProcessorRegistry
from lineup.engine.rate_card import RateCard


def config_snapshot(
    version: int, steps: Sequence[JsonObject], processors: ProcessorRegistry, card: RateCard
) -> JsonObject:
    """Return the frozen steps, the day of the rates, and the versions of the engine, the processors and their libraries."""
    return {
        "steps": list(steps),
        "pipeline_version": version,
        "engine": {
            "name": "lineup",
            "version": __version__,
            "processors": processors.versions(steps),
            "libraries": library_versions(processors.find(step) for step in steps),
        },
        "rate_card_date": card.date,
    }
