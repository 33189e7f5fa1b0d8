"""What an execution cost, read from its `rate_breakdown`, whose container differs between servers (contract §5.3)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from lineup.contract.records import Reuse
from lineup.contract.wire import JsonObject


@dataclass(frozen=True)
class StepRate:
    """The rate of one step in cents per 1,000 pages.

    `billed_cents` where the server says what it charged; `reused` where it says that an earlier result stood in;
    `section_of` is the step that a section's rate belongs to, which is not to be added up beside that one's.
    """

    label: str
    rate_per_1000_cents: Decimal
    step_index: int | None = None
    billed_cents: Decimal | None = None
    reused: Reuse | None = None
    section_of: int | None = None


@dataclass(frozen=True)
class RateBreakdown:
    """The rates an execution was billed by; None is what the server doesn't say."""

    steps: tuple[StepRate, ...]
    total_rate_per_1000_cents: Decimal | None
    page_count: int | None
    billed_cents: Decimal | None


def read_rate_breakdown(value: JsonObject | list[Any] | None) -> RateBreakdown | None:
    """Return the breakdown in an execution's or a rate's `rate_breakdown`; None if there is none.

    The hosted service's container is not documented: a list of entries, a map from label to entry and a map with
    `steps` are all read.
    """
    if not value:
        return None
    outer = value if isinstance(value, dict) else {}
    entries = outer.get("steps", value)
    total = outer.get("total_rate_per_1000_cents", outer.get("rate_per_1000_pages_cents"))
    return RateBreakdown(
        steps=tuple(_read_steps(entries)),
        total_rate_per_1000_cents=_decimal(total),
        page_count=_whole(outer.get("page_count")),
        billed_cents=_decimal(outer.get("billed_cents")),
    )


def _read_steps(entries: Any) -> Iterable[StepRate]:  # noqa: ANN401 (untyped JSON)
    for label, entry in _labelled(entries):
        rate = _read_step(label, entry)
        if rate is not None:
            yield rate


def _labelled(entries: Any) -> Iterable[tuple[str | None, Any]]:  # noqa: ANN401 (untyped JSON)
    if isinstance(entries, dict):
        return entries.items()
    return [(None, entry) for entry in entries] if isinstance(entries, list) else []


def _read_step(label: str | None, entry: Any) -> StepRate | None:  # noqa: ANN401 (untyped JSON)
    if not isinstance(entry, dict):
        return None
    rate = _decimal(entry.get("rate_per_1000_cents"))
    if rate is None:
        return None
    return StepRate(
        label=step_label(_text(entry.get("step_type")), _text(entry.get("label")) or label),
        rate_per_1000_cents=rate,
        step_index=_whole(entry.get("step_index")),
        billed_cents=_decimal(entry.get("billed_cents")),
        reused=Reuse(reused) if (reused := _text(entry.get("reused"))) else None,
        section_of=_whole(entry.get("section_of")),
    )


def step_label(step_type: str | None, detail: str | None) -> str:
    """Return the label of a rate as the service writes it: `convert(markdown)`."""
    if step_type and detail and not detail.startswith(step_type):
        return f"{step_type}({detail})"
    return detail or step_type or "step"


def _text(value: Any) -> str | None:  # noqa: ANN401 (untyped JSON)
    return value if isinstance(value, str) else None


def _whole(value: Any) -> int | None:  # noqa: ANN401 (untyped JSON)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _decimal(value: Any) -> Decimal | None:  # noqa: ANN401 (untyped JSON)
    if value is None or isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
