"""Which processors there are: those that installed packages declare under the entry point group `lineup.processors`."""

from collections.abc import Mapping
from importlib.metadata import entry_points

from lineup.engine.processors.protocol import Processor

GROUP = "lineup.processors"
"""The entry point group; each entry names a class whose instances are processors."""


def load_processors() -> Mapping[str, Processor]:
    """Return all installed processors by the step type they do."""
    processors: list[Processor] = [entry.load()() for entry in entry_points(group=GROUP)]
    return {processor.step_type: processor for processor in processors}
