"""What a pipeline costs by the rate card: the `rate_breakdown` of steps (contract §5.3).

Prices go by what the settings ask for, as the service's do. Extras that this engine has no part for cost nothing: the
rate card says so of each, and the result tells that they were not done.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from lineup.contract.pipelines import PipelineRate
from lineup.contract.rates import step_label
from lineup.contract.wire import JsonObject, cents_number
from lineup.engine.rate_card import Extra, Rate, RateCard

_DEFAULT_MODES = {"convert": "fast", "extract": "balanced"}
_DEFAULT_FORMAT = "markdown"


@dataclass(frozen=True)
class PricedStep:
    """A step with its rate and those of its extras, at the home location."""

    label: str
    rate: Rate
    extras: tuple[Extra, ...]

    @property
    def cents(self) -> Decimal:
        """Cents per 1,000 pages, extras included."""
        return self.rate.cents + sum((extra.cents for extra in self.extras), Decimal(0))

    @property
    def cents_per_document(self) -> Decimal:
        """Cents for each document, however many pages it has."""
        return sum((extra.cents_per_document for extra in self.extras), Decimal(0))

    @property
    def is_assumed(self) -> bool:
        """Whether any part of the price is an assumption."""
        return self.rate.is_assumed or any(extra.is_assumed for extra in self.extras)


def price_step(
    card: RateCard, step: JsonObject, *, is_first: bool, output_format: str | None = None
) -> PricedStep:
    """Return a step's prices; an extract step that is not the first works on what another read, and costs less."""
    step_type, settings = step["type"], step.get("settings") or {}
    mode = _mode(step_type, settings) + (
        "" if is_first or step_type != "extract" else "-checkpoint"
    )
    extras = card.find_extras(step_type, _asked(settings))
    detail = {
        "convert": output_format or settings.get("output_format") or _DEFAULT_FORMAT,
        "extract": mode,
    }
    return PricedStep(
        label=step_label(step_type, detail.get(step_type)),
        rate=card.find_rate(step_type, mode),
        extras=tuple(extras),
    )


def rate_breakdown(
    card: RateCard,
    steps: Sequence[JsonObject],
    location: str | None,
    output_format: str | None = None,
) -> JsonObject:
    """Return the `rate_breakdown` of steps at a location: a label and a rate per step, and their sums."""
    multiplier = card.multipliers.get(location or "", Decimal(1))
    priced = [
        price_step(card, step, is_first=index == 0, output_format=output_format)
        for index, step in enumerate(steps)
    ]
    total = sum((step.cents for step in priced), Decimal(0))
    per_document = sum((step.cents_per_document for step in priced), Decimal(0))
    return {
        "steps": [_entry(index, step, multiplier) for index, step in enumerate(priced)],
        "total_rate_per_1000_cents": cents_number(total * multiplier),
        "total_per_document_cents": cents_number(per_document * multiplier),
        "rate_card_date": card.date,
        "location_multiplier": str(multiplier),
    }


def pipeline_rate(
    card: RateCard, steps: Sequence[JsonObject], location: str | None
) -> PipelineRate:
    """Return what 1,000 pages through the steps cost."""
    breakdown = rate_breakdown(card, steps, location)
    total = Decimal(str(breakdown["total_rate_per_1000_cents"]))
    return PipelineRate(rate_per_1000_pages_cents=total, rate_breakdown=breakdown)


def _entry(index: int, step: PricedStep, multiplier: Decimal) -> JsonObject:
    return {
        "step_index": index,
        "step_type": step.rate.step_type,
        "label": step.label,
        "rate_per_1000_cents": cents_number(step.cents * multiplier),
        "per_document_cents": cents_number(step.cents_per_document * multiplier),
        "extras": [extra.name for extra in step.extras],
        "source": "; ".join(dict.fromkeys([step.rate.source, *(e.source for e in step.extras)])),
        "assumed": step.is_assumed,
    }


def _mode(step_type: str, settings: JsonObject) -> str:
    names = ("extraction_mode",) if step_type == "extract" else ("mode", "output_mode")
    given = (settings[name] for name in names if settings.get(name))
    return str(next(given, _DEFAULT_MODES.get(step_type, "any")))


def _asked(settings: JsonObject) -> frozenset[str]:
    """Return the extras that settings ask for: in the list `extras`, or each as a switch of its own."""
    listed = settings.get("extras")
    names = listed.split(",") if isinstance(listed, str) else listed
    named = {str(name).strip() for name in names} if isinstance(names, list) else set()
    return frozenset(named | {name for name, value in settings.items() if value is True})
