"""What a side's execution took: seconds, cents, pages, and whether earlier results stood in for work."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lineup.compare.sides import Side
from lineup.contract.executions import ExecutionStep
from lineup.contract.rates import RateBreakdown, read_rate_breakdown
from lineup.contract.records import Reuse
from lineup.contract.statuses import ExecutionStatus

_FAILED = {ExecutionStatus.FAILED, ExecutionStatus.COMPLETED_WITH_ERRORS}


@dataclass(frozen=True)
class RunFacts:
    """What one execution took; None is what the server doesn't say.

    `is_cached`: a step took an earlier result over, so `seconds` is no measure of the version (rulings 32).
    """

    has_ended: bool
    has_failed: bool
    pages: int | None = None
    cents: Decimal | None = None
    seconds: float | None = None
    is_cached: bool = False


@dataclass(frozen=True)
class StepFacts:
    """One step on one side; None is what the server doesn't say. `versions` are of the engine and its libraries."""

    status: str
    seconds: float | None
    cents: Decimal | None
    reused: Reuse | None
    error: str | None
    versions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class StepRow:
    """The same step on all sides: the n-th of its type. A side without it has None."""

    step_type: str
    occurrence: int
    sides: tuple[StepFacts | None, ...]

    @property
    def has_other_versions(self) -> bool:
        """Whether engines or libraries differ between the sides that have the step."""
        told = {facts.versions for facts in self.sides if facts and facts.versions}
        return len(told) > 1


def run_facts(side: Side) -> RunFacts:
    """Return what the side's execution took."""
    execution = side.execution
    if execution is None:
        return RunFacts(has_ended=False, has_failed=False)
    rates = read_rate_breakdown(execution.rate_breakdown)
    reuses = [_reuse(side, step, rates) for step in execution.steps]
    return RunFacts(
        has_ended=execution.is_terminal,
        has_failed=execution.state in _FAILED,
        pages=_pages(side, rates),
        cents=_cents(side, rates),
        seconds=execution.seconds,
        is_cached=any(reuses),
    )


def diff_steps(sides: Sequence[Side]) -> tuple[StepRow, ...]:
    """Return each step once with what it took on every side, in the order of the first side that has it."""
    told = [_step_facts(side) for side in sides]
    names = list(dict.fromkeys(name for facts in told for name in facts))
    return tuple(
        StepRow(step_type, occurrence, tuple(facts.get((step_type, occurrence)) for facts in told))
        for step_type, occurrence in names
    )


def _step_facts(side: Side) -> dict[tuple[str, int], StepFacts]:
    if side.execution is None:
        return {}
    rates = read_rate_breakdown(side.execution.rate_breakdown)
    named: dict[tuple[str, int], StepFacts] = {}
    for step in side.execution.steps:
        occurrence = sum(name == step.step_type for name, _ in named)
        named[step.step_type, occurrence] = _facts(side, step, rates)
    return named


def _facts(side: Side, step: ExecutionStep, rates: RateBreakdown | None) -> StepFacts:
    record = side.step_record(step)
    recorded = record.billed_cents if record else None
    return StepFacts(
        status=step.status,
        seconds=record.seconds if record and record.seconds is not None else step.seconds,
        cents=recorded if recorded is not None else _billed(step, rates),
        reused=_reuse(side, step, rates),
        error=step.error_message,
        versions=_versions(side, step),
    )


def _billed(step: ExecutionStep, rates: RateBreakdown | None) -> Decimal | None:
    found = (rate for rate in rates.steps if rate.step_index == step.step_index) if rates else ()
    return next((rate.billed_cents for rate in found), None)


def _reuse(side: Side, step: ExecutionStep, rates: RateBreakdown | None) -> Reuse | None:
    """Return where the step's result came from: as recorded, as billed, or as the result itself says."""
    record = side.step_record(step)
    if record and record.reuse:
        return record.reuse
    for rate in rates.steps if rates else ():
        if rate.step_index == step.step_index and rate.reused:
            return rate.reused
    reused = side.results.get(step.step_index, {}).get("checkpoint_reused")
    return Reuse.CHECKPOINT if reused is True else None


def _versions(side: Side, step: ExecutionStep) -> tuple[tuple[str, str], ...]:
    told = side.results.get(step.step_index, {}).get("versions")
    if isinstance(told, str):
        return (("engine", told),)
    named = told if isinstance(told, dict) else {}
    return tuple(sorted((str(name), str(version)) for name, version in named.items()))


def _pages(side: Side, rates: RateBreakdown | None) -> int | None:
    if rates and rates.page_count is not None:
        return rates.page_count
    told = [result.get("page_count") for result in side.results.values()]
    return max((count for count in told if isinstance(count, int)), default=None)


def _cents(side: Side, rates: RateBreakdown | None) -> Decimal | None:
    """Return what was billed in all: as the breakdown says, else the steps' own costs where every result tells one."""
    if rates and rates.billed_cents is not None:
        return rates.billed_cents
    told = [result.get("total_cost") for result in side.results.values()]
    numbers = [cost for cost in told if isinstance(cost, int | float)]
    is_whole = bool(told) and len(numbers) == len(told)
    return sum((Decimal(str(cost)) for cost in numbers), Decimal(0)) if is_whole else None
