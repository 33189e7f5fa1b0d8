"""Dates, measures and amounts of money of a converted document, written as the ISO standards do."""

from lineup.engine.processors.iso_values.processor import TranslateToIso

__all__ = ["TranslateToIso"]
