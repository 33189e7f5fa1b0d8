"""Convert: documents of any known type into Markdown, HTML, JSON and chunks."""

from lineup.engine.processors.convert.processor import Convert, warm_up
from lineup.engine.processors.convert.settings import ConvertSettings

__all__ = ["Convert", "ConvertSettings", "warm_up"]
