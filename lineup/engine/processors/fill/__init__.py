"""Fill: values written into the fields of a form."""

from lineup.engine.processors.fill.processor import Fill

__all__ = ["Fill"]
