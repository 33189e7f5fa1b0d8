"""What a block that holds no others holds; `kind` tells them apart when they are read back from a checkpoint."""

from dataclasses import dataclass
from typing import Literal

from lineup.engine.processors.convert.model.inline import Runs


@dataclass(frozen=True)
class Prose:
    """Running text."""

    runs: Runs
    kind: Literal["prose"] = "prose"


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 to 6."""

    runs: Runs
    level: int
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Item:
    """An item of a list; `depth` counts from 0, `ordinal` is its number in an ordered list, else None."""

    runs: Runs
    depth: int = 0
    ordinal: int | None = None
    kind: Literal["item"] = "item"


@dataclass(frozen=True)
class Listing:
    """Program text, its lines as they stand; `language` is a guess, empty without one."""

    text: str
    language: str = ""
    kind: Literal["listing"] = "listing"


@dataclass(frozen=True)
class Formula:
    """A formula in LaTeX."""

    latex: str
    kind: Literal["formula"] = "formula"


@dataclass(frozen=True)
class Cell:
    """A cell of a table at its 0-based place, with its extent in rows and columns.

    `box` is x0, y0, x1, y1 in the page's unit, None where it isn't known.
    """

    runs: Runs
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    is_header: bool = False
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Grid:
    """A table: its extent, and its cells in reading order; places that no cell covers are empty."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    kind: Literal["grid"] = "grid"


@dataclass(frozen=True)
class Drawing:
    """A picture; `key` names its bytes among the document's pictures, `alt` is its author's description."""

    key: str
    alt: str = ""
    kind: Literal["drawing"] = "drawing"
