"""A filled document."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lineup.engine.processors.fill.outcome import Outcome


@dataclass(frozen=True)
class Filled:
    """The filled file, its format (`pdf` or `png`), its pages, and what became of each value.

    `sizes` are width and height of pages in points, by their 0-based indices: the unit of the values' places.
    """

    content: bytes
    output_format: str
    page_count: int
    outcomes: tuple[Outcome, ...]
    warnings: tuple[str, ...] = ()
    sizes: Mapping[int, tuple[float, float]] = field(default_factory=dict)
