"""A row of the grid: a document on all sides."""

from dataclasses import dataclass
from decimal import Decimal

from lineup.compare.kinds import Kind
from lineup.compare.sides import Standing
from lineup.comparing.comparability import Concern
from lineup.comparing.letters import letter_of
from lineup.comparing.narrowing import Show

_WITHOUT = {Standing.FAILED, Standing.MISSING, Standing.EMPTY}


@dataclass(frozen=True)
class GridCell:
    """A document on one side; the differences and the agreement are with the baseline.

    `is_open` says that its run has not ended. `cents` are what was billed, `accuracy` is the share of golden values that are
    right; each is None where it isn't known.
    """

    position: int
    standing: Standing
    is_open: bool
    reason: str
    execution_id: str | None
    differences: int
    agreement: float | None
    accuracy: float | None
    pages: int | None
    cents: Decimal | None
    seconds: float | None
    is_cached: bool

    @property
    def letter(self) -> str:
        """The side's letter."""
        return letter_of(self.position)

    @property
    def has_result(self) -> bool:
        """Whether there is something to compare."""
        return self.standing is Standing.COMPARED

    @property
    def has_failed(self) -> bool:
        """Whether it has ended with nothing to compare."""
        return not self.is_open and self.standing in _WITHOUT

    def is_worse_than(self, other: "GridCell") -> bool:
        """Return whether it has no result where the other has one, or fewer golden values right."""
        if self.has_failed and other.has_result:
            return True
        if self.accuracy is None or other.accuracy is None:
            return False
        return self.accuracy < other.accuracy


@dataclass(frozen=True)
class GridRow:
    """A document in the grid; `differences` are the real ones that no rule passes over, by kind in `kinds`.

    `groups` are their groups, `concerns` what cautions say of the document.
    """

    key: str
    name: str
    document_type: str | None
    tags: tuple[str, ...]
    cells: tuple[GridCell, ...]
    kinds: tuple[tuple[Kind, int], ...]
    differences: int
    of_form: int
    judged: int
    weight: float
    groups: frozenset[str] = frozenset()
    concerns: frozenset[Concern] = frozenset()

    @property
    def agreement(self) -> float | None:
        """The least agreement of all sides with the baseline."""
        told = [cell.agreement for cell in self.cells[1:] if cell.agreement is not None]
        return min(told, default=None)

    @property
    def is_different(self) -> bool:
        """Whether there is something to look at: a difference, or a side without a result."""
        return bool(self.differences) or any(cell.has_failed for cell in self.cells)

    def is_shown_for(self, show: Show, side: int | None) -> bool:
        """Return whether the document is counted for this; `side` where it is told of one."""
        match show:
            case Show.CHANGED:
                return bool(self.differences)
            case Show.UNJUDGED:
                return self.judged < self.differences
            case Show.JUDGED:
                return bool(self.differences) and self.judged >= self.differences
            case _:
                return side is not None and side < len(self.cells) and self._is_of(show, side)

    def _is_of(self, show: Show, side: int) -> bool:
        own, baseline = self.cells[side], self.cells[0]
        match show:
            case Show.FAILED:
                return own.has_failed
            case Show.ONLY:
                others = [cell for cell in self.cells if cell is not own]
                return own.has_result and all(cell.has_failed for cell in others)
            case Show.REGRESSED:
                return own.is_worse_than(baseline)
            case _:
                return baseline.is_worse_than(own)
