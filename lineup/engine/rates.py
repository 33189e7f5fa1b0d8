"""The dated rate card, and what a pipeline costs by it (contract §5)."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

from lineup.contract.pipelines import PipelineRate
from lineup.contract.rates import step_label
from lineup.contract.wire import JsonObject, cents_number

_CARD = Path(__file__).with_name("rates.toml")
_DEFAULT_MODE = "fast"


@dataclass(frozen=True)
class Rate:
    """One figure of the card, in cents per 1,000 pages."""

    step_type: str
    mode: str
    cents: Decimal
    source: str
    is_assumed: bool


@dataclass(frozen=True)
class RateCard:
    """The rates of one day and the multiplier of each processing location."""

    date: str
    rates: tuple[Rate, ...]
    multipliers: Mapping[str, Decimal]

    @cached_property
    def _by_step(self) -> dict[tuple[str, str], Rate]:
        return {(rate.step_type, rate.mode): rate for rate in self.rates}

    def rate_of(self, step: JsonObject) -> Rate:
        """Return the rate of a step; one the card doesn't know is free and marked as assumed."""
        settings = step.get("settings") or {}
        mode = str(settings.get("mode") or settings.get("output_mode") or _DEFAULT_MODE)
        free = Rate(step["type"], mode, Decimal(0), "no published price", is_assumed=True)
        return self._by_step.get((step["type"], mode), free)

    def breakdown(self, steps: Sequence[JsonObject], location: str | None) -> JsonObject:
        """Return the `rate_breakdown` of steps at a location: a label and a rate per step, and their sum."""
        multiplier = self.multipliers.get(location or "", Decimal(1))
        rates = [self.rate_of(step) for step in steps]
        cents = [rate.cents * multiplier for rate in rates]
        return {
            "steps": [
                {
                    "step_index": index,
                    "step_type": rate.step_type,
                    "label": step_label(rate.step_type, rate.mode),
                    "rate_per_1000_cents": cents_number(amount),
                    "source": rate.source,
                    "assumed": rate.is_assumed,
                }
                for index, (rate, amount) in enumerate(zip(rates, cents, strict=True))
            ],
            "total_rate_per_1000_cents": cents_number(sum(cents, Decimal(0))),
            "rate_card_date": self.date,
            "location_multiplier": str(multiplier),
        }

    def rate(self, steps: Sequence[JsonObject], location: str | None) -> PipelineRate:
        """Return what 1,000 pages through the steps cost."""
        breakdown = self.breakdown(steps, location)
        total = Decimal(str(breakdown["total_rate_per_1000_cents"]))
        return PipelineRate(rate_per_1000_pages_cents=total, rate_breakdown=breakdown)


def load_rate_card(path: Path = _CARD) -> RateCard:
    """Return the card in a TOML file, by default the one the engine ships."""
    card = tomllib.loads(path.read_text("utf-8"))
    return RateCard(
        date=str(card["date"]),
        rates=tuple(_read_rate(rate) for rate in card["rate"]),
        multipliers={row["name"]: Decimal(row["multiplier"]) for row in card["location"]},
    )


def _read_rate(row: dict[str, Any]) -> Rate:
    return Rate(
        step_type=row["step_type"],
        mode=row["mode"],
        cents=Decimal(row["cents"]),
        source=row["source"],
        is_assumed=row["assumed"],
    )
