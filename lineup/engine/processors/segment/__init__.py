"""The segment processor: which pages of a document belong to which of its parts."""

from lineup.engine.processors.segment.processor import Segment

__all__ = ["Segment"]
