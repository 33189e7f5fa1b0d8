"""How a measurement is said: what, how much, and whether that is within its goal."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured value beside its goal; `goal` None is for information only."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    note: str = ""

    def line(self) -> str:
        """Return the line that is printed."""
        if self.goal is None:
            verdict = ""
        else:
            verdict = f"goal ≤ {self.goal:g}  {'met' if self.value <= self.goal else 'MISSED'}"
        return (
            f"{self.name:<62} {self.value:>9.2f} {self.unit:<6} {verdict:<22} {self.note}".rstrip()
        )


def median_seconds(work: Callable[[], object], times: int) -> float:
    """Return the median wall time of some runs, after one that doesn't count."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)
