"""Usage sums (an extension of ours): what was run, how much of it, and what it was billed."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from lineup.contract.wire import Cents, PlainText, WireModel


class UsageGroup(StrEnum):
    """What a line of the sums stands for."""

    DAY = "day"
    PIPELINE = "pipeline"
    VERSION = "version"
    STEP_TYPE = "step_type"


class UsageQuery(WireModel):
    """Which days to sum up, by what; days are UTC, both ends count, and None leaves an end open."""

    group_by: UsageGroup = UsageGroup.DAY
    first_day: Annotated[date | None, Field(alias="from")] = None
    last_day: Annotated[date | None, Field(alias="to")] = None
    pipeline_id: PlainText | None = None


class UsageSums(WireModel):
    """Sums over executions that have ended, or over their steps in a line of a step type.

    `completed`, `with_errors`, `failed` and `skipped` add up to all of them. `cancelled` is a part of `failed`; `reused` is
    a part of the completed, and of executions those with a reused step. `billed_cents` of executions is what they were
    billed, of steps what they came to before an execution is rounded up to the cent. `estimated_cents` is the part of it,
    before rounding, whose rate is an assumption of the rate card, no published price. `saved_cents` is what the reused
    steps would have cost.
    """

    completed: int
    with_errors: int
    failed: int
    cancelled: int
    skipped: int
    reused: int
    pages: int
    seconds: float
    billed_cents: Cents
    estimated_cents: Cents
    saved_cents: Cents


class UsageLine(UsageSums):
    """The sums of one day, pipeline, version or step type; what it isn't grouped by is None."""

    day: date | None = None
    pipeline_id: str | None = None
    pipeline_name: str | None = None
    pipeline_version: int | None = None
    step_type: str | None = None


class Usage(WireModel):
    """The sums line by line: days newest first, anything else by what it was billed, the most first.

    `totals` are of executions whatever the lines are; `has_more` says that there are more than 1,000 lines.
    """

    group_by: str
    lines: list[UsageLine]
    totals: UsageSums
    has_more: bool
