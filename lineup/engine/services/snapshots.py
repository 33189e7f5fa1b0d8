"""What an execution keeps of its configuration: enough to run it again and to know what made its results."""

from collections.abc import Sequence

from lineup import __version__
from lineup.contract.wire import JsonObject
from lineup.engine.processors.provenance import library_versions
from lineup.engine.processors.registry import ProcessorRegistry


def config_snapshot(
    version: int, steps: Sequence[JsonObject], processors: ProcessorRegistry
) -> JsonObject:
    """Return the frozen steps, and the versions of the engine, of the steps' processors, and of what those stand on."""
    return {
        "steps": list(steps),
        "pipeline_version": version,
        "engine": {
            "name": "lineup",
            "version": __version__,
            "processors": processors.versions(steps),
            "libraries": library_versions(processors.find(step) for step in steps),
        },
    }
