"""The dated rate card: every figure with its source, and whether it is an assumption (contract §5.1)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

_CARD = Path(__file__).with_name("rates.toml")
_ANY = "any"


@dataclass(frozen=True)
class Rate:
    """What a step in a mode costs, in cents per 1,000 pages; the mode `any` is every one without a rate of its own."""

    step_type: str
    mode: str
    cents: Decimal
    source: str
    is_assumed: bool


@dataclass(frozen=True)
class Extra:
    """What something that a step may be asked for beside costs: cents per 1,000 pages, and cents for each document.

    It `needs` another extra, which is then charged too, but once.
    """

    step_type: str
    name: str
    cents: Decimal
    cents_per_document: Decimal
    needs: str | None
    source: str
    is_assumed: bool


@dataclass(frozen=True)
class RateCard:
    """The rates of one day and the multiplier of each processing location."""

    date: str
    rates: tuple[Rate, ...]
    extras: tuple[Extra, ...]
    multipliers: Mapping[str, Decimal]

    @cached_property
    def _by_step(self) -> dict[tuple[str, str], Rate]:
        return {(rate.step_type, rate.mode): rate for rate in self.rates}

    def find_rate(self, step_type: str, mode: str) -> Rate:
        """Return the rate of a step; one that the card doesn't know is free and marked as assumed."""
        free = Rate(step_type, mode, Decimal(0), "no published price", is_assumed=True)
        known = self._by_step.get((step_type, mode)) or self._by_step.get((step_type, _ANY))
        return known or free

    def find_extras(self, step_type: str, asked: frozenset[str]) -> list[Extra]:
        """Return what is charged for the extras that a step asks for, each once, in the card's order."""
        own = [extra for extra in self.extras if extra.step_type == step_type]
        charged = asked | {extra.needs for extra in own if extra.name in asked}
        return [extra for extra in own if extra.name in charged]


def load_rate_card(path: Path = _CARD) -> RateCard:
    """Return the card in a TOML file, by default the one the engine ships."""
    card = tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)
    return RateCard(
        date=str(card["date"]),
        rates=tuple(_read_rate(row) for row in card["rate"]),
        extras=tuple(_read_extra(row) for row in card["extra"]),
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


def _read_extra(row: dict[str, Any]) -> Extra:
    return Extra(
        step_type=row["step_type"],
        name=row["name"],
        cents=Decimal(row.get("cents", 0)),
        cents_per_document=Decimal(row.get("cents_per_document", 0)),
        needs=row.get("needs"),
        source=row["source"],
        is_assumed=row["assumed"],
    )
