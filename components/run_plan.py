"""What pressing Run would do: how many executions, pages and cents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from components.formatting import charge_cents, count_text, money_text, rate_text
from lineup.contract.page_ranges import PageRange


@dataclass(frozen=True)
class RunPlan:
    """Documents times versions.

    `pages` are those of all executions together, `cents` what they cost, each None where a part isn't known.
    """

    documents: int
    versions: int
    pages: int | None
    cents: Decimal | None
    rates: tuple[Decimal | None, ...]

    @property
    def executions(self) -> int:
        """How many executions Run starts."""
        return self.documents * self.versions


def plan_run(
    page_counts: Sequence[int | None],
    page_range: PageRange | None,
    rates: Mapping[int, Decimal | None],
) -> RunPlan:
    """Return the plan of running documents of these page counts through the versions, by their rates."""
    pages = [pages_to_run(count, page_range) for count in page_counts]
    known = [count for count in pages if count is not None]
    is_complete = len(known) == len(pages)
    charges = [
        charge_cents(count, rate) for rate in rates.values() if rate is not None for count in known
    ]
    is_priced = is_complete and None not in rates.values()
    return RunPlan(
        documents=len(page_counts),
        versions=len(rates),
        pages=sum(known) * len(rates) if is_complete else None,
        cents=sum(charges, Decimal(0)) if is_priced else None,
        rates=tuple(rates.values()),
    )


def pages_to_run(page_count: int | None, page_range: PageRange | None) -> int | None:
    """Return how many pages of a document a run takes; None if its page count isn't known."""
    if page_count is None or page_range is None:
        return page_count
    return sum(1 for index in page_range.indices if index < page_count)


def run_label(plan: RunPlan) -> str:
    """Return the words on the button: documents, versions, pages and price."""
    if not plan.executions:
        return "Run"
    parts = [
        f"Run {count_text(plan.documents, 'document')} × {count_text(plan.versions, 'version')}"
    ]
    if plan.pages is not None:
        parts.append(count_text(plan.pages, "page"))
    return " · ".join([*parts, price_text(plan)])


def price_text(plan: RunPlan) -> str:
    """Return the plan's price, or its rates where the pages aren't known."""
    if plan.cents is not None:
        return f"about {money_text(plan.cents)}"
    rates = dict.fromkeys(plan.rates)
    if None in rates:
        return "price not known"
    return " and ".join(rate_text(rate) for rate in rates)
