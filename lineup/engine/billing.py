"""What an execution is billed, by the rates that its `rate_breakdown` froze when it was submitted.

Pages times the sum of the steps' rates, rounded up to the cent once per execution. A step that failed, was skipped, or
took an earlier result over is free (contract §5.2; that the last is free is our decision).
"""

from decimal import ROUND_CEILING, Decimal

from lineup.contract.records import Reuse
from lineup.contract.wire import JsonObject, cents_number

MICROCENTS = 1_000_000
"""How many millionths a cent has; every price is a whole number of them."""

_PER_PAGES = 1_000


def price(entry: JsonObject, pages: int) -> Decimal:
    """Return what a step with this entry of a breakdown costs for so many pages, in exact cents; nothing for none."""
    if pages == 0:
        return Decimal(0)
    per_pages = Decimal(str(entry["rate_per_1000_cents"])) * pages / _PER_PAGES
    return per_pages + Decimal(str(entry.get("per_document_cents", 0)))


def bill_step(
    breakdown: JsonObject, step_index: int, pages: int, reused: Reuse | None
) -> JsonObject:
    """Return the breakdown with what a completed step is billed for so many pages."""
    return breakdown | {
        "steps": [
            _billed(entry, pages, reused) if entry["step_index"] == step_index else entry
            for entry in breakdown["steps"]
        ]
    }


def close_bill(breakdown: JsonObject, *, page_count: int | None) -> JsonObject:
    """Return the breakdown with the execution's sum; the steps that were not billed until now are free."""
    steps = [
        entry if "billed_cents" in entry else _billed(entry, 0, None)
        for entry in breakdown["steps"]
    ]
    exact = sum((Decimal(str(entry["billed_cents"])) for entry in steps), Decimal(0))
    return breakdown | {
        "steps": steps,
        "page_count": page_count,
        "billed_cents": cents_number(round_up(exact)),
    }


def round_up(cents: Decimal) -> Decimal:
    """Return whole cents: a started one counts."""
    return cents.to_integral_value(rounding=ROUND_CEILING)


def microcents(cents: Decimal) -> int:
    """Return cents in millionths of one."""
    return int((cents * MICROCENTS).to_integral_value())


def billed_cents(entry: JsonObject) -> Decimal:
    """Return what an entry of a breakdown was billed, in exact cents."""
    return Decimal(str(entry.get("billed_cents", 0)))


def entry_of(breakdown: JsonObject, step_index: int) -> JsonObject:
    """Return a step's entry; an empty one that costs nothing where the breakdown has none."""
    nothing: JsonObject = {"step_index": step_index, "rate_per_1000_cents": 0}
    entries: list[JsonObject] = breakdown.get("steps", [])
    return next((entry for entry in entries if entry["step_index"] == step_index), nothing)


def _billed(entry: JsonObject, pages: int, reused: Reuse | None) -> JsonObject:
    cents = Decimal(0) if reused else price(entry, pages)
    origin = {"reused": reused.value} if reused else {}
    return entry | {"page_count": pages, "billed_cents": cents_number(cents)} | origin
