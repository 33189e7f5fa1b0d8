"""Redact: personal data taken out of a converted document."""

from lineup.engine.processors.redact.processor import RedactPersonalData

__all__ = ["RedactPersonalData"]
