"""Which backend answers."""

from lineup.engine.processors.extract.backend import ExtractionBackend
from lineup.engine.processors.extract.deterministic import Deterministic
from lineup.engine.processors.extract.settings import ExtractSettings


def backend_for(_settings: ExtractSettings) -> ExtractionBackend:
    """Return the backend that a step's settings mean."""
    return Deterministic()
