"""Extract: the values that a JSON Schema asks for, out of a converted document."""

from lineup.engine.processors.extract.processor import Extract
from lineup.engine.processors.extract.settings import ExtractSettings

__all__ = ["Extract", "ExtractSettings"]
