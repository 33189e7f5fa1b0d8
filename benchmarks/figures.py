"""How a measurement is said: what, how much, and whether that is within its goal."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value beside what it should be at most (`goal`) or at least (`floor`); neither is for information."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""
    floor: float | None = None

    @property
    def is_met(self) -> bool:
        """Whether the value is within its goal, if it has one."""
        is_low = self.floor is not None and self.value < self.floor
        return not is_low and (self.goal is None or self.value <= self.goal)

    def line(self) -> str:
        """Return the line that is printed."""
        return f"{self.name:<62} {self.value:>9.2f} {self.unit:<6} {self._verdict():<22} {self.note}".rstrip()

    def _verdict(self) -> str:
        asked = [f"≤ {self.goal:g}"] if self.goal is not None else []
        asked += [f"≥ {self.floor:g}"] if self.floor is not None else []
        if not asked:
            return ""
        return f"goal {' '.join(asked)}  {'met' if self.is_met else 'MISSED'}"


def median_seconds(work: Callable[[], object], times: int) -> float:
    """Return the median wall time of some runs, after one that doesn't count."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def paired_least(
    first: Callable[[], object], second: Callable[[], object], times: int
) -> tuple[float, float]:
    """Return the least wall times of two pieces of work done in turns.

    For what takes a few milliseconds: there, what else the machine does is longer than the work, and only ever adds.
    """
    first(), second()
    taken = [(_seconds(first), _seconds(second)) for _ in range(times)]
    return min(t for t, _ in taken), min(t for _, t in taken)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
