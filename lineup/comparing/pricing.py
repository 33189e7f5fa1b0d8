"""What a comparison will cost, said before anything runs: pages times rates, in cents; what isn't known stays unknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.comparing.naming import config_hash, wire_steps
from lineup.comparing.numbers import number_text, rounded
from lineup.contract.extension import Feature
from lineup.contract.page_ranges import PageRange
from lineup.contract.pipelines import Pipeline
from lineup.workspace.comparison_model import ComparedSide

_NOT_TOLD = {ErrorKind.NOT_FOUND, ErrorKind.INVALID, ErrorKind.BAD_ANSWER}


@dataclass(frozen=True)
class Price:
    """What running documents on sides takes.

    `pages` are those of all runs together and `cents` what they cost, each None where a part isn't known: `uncounted`
    says of how many documents the pages aren't, `unpriced` of which sides the rate isn't.
    """

    runs: int
    pages: int | None
    cents: Decimal | None
    uncounted: int
    unpriced: tuple[str, ...]


def price_of(
    page_counts: Sequence[int | None],
    page_range: PageRange | None,
    rates: Sequence[tuple[str, Decimal | None]],
) -> Price:
    """Return what it takes to run documents of these page counts on sides by label and cents per 1,000 pages.

    Each run is rounded up to the cent, as it is billed (contract §5.2).
    """
    counts = [_in_range(count, page_range) for count in page_counts]
    known = [count for count in counts if count is not None]
    unpriced = tuple(label for label, rate in rates if rate is None)
    is_counted = len(known) == len(counts)
    charges = [_charge(count, rate) for _, rate in rates if rate is not None for count in known]
    return Price(
        runs=len(counts) * len(rates),
        pages=sum(known) * len(rates) if is_counted else None,
        cents=sum(charges, Decimal(0)) if is_counted and not unpriced else None,
        uncounted=len(counts) - len(known),
        unpriced=unpriced,
    )


def price_sentence(price: Price) -> str:
    """Return a price for people: `4 runs · 26 pages · about $0.08`, with what isn't known and why."""
    pages = "pages not known" if price.pages is None else _counted(price.pages, "page")
    told = [_counted(price.runs, "run"), pages]
    if price.cents is not None:
        return " · ".join([*told, f"about {number_text(rounded(price.cents, 'cents'), 'cents')}"])
    reasons = [f"the pages of {_counted(price.uncounted, 'document')}"] if price.uncounted else []
    reasons += [f"the rate of {label}" for label in price.unpriced]
    return " · ".join([*told, f"price not known: {', '.join(reasons)}"])


def side_rate(client: Client, side: ComparedSide, location: str | None = None) -> Decimal | None:
    """Return a side's cents per 1,000 pages; None where the server doesn't tell it of this version.

    The hosted service tells the rate of the version that runs by default; it is the side's where the steps are the same.
    """
    if side.version is None:
        return Decimal(0)  # nothing is run
    try:
        capabilities = client.get_capabilities()
        if capabilities is not None and capabilities.has(Feature.VERSION_RATES):
            rate = client.get_version_rate(side.pipeline_id, side.version, location)
            return rate.rate_per_1000_pages_cents
        pipeline = client.get_pipeline(side.pipeline_id)
        if _default_hash(client, pipeline) != side.config_hash:
            return None
        told = client.get_rate(side.pipeline_id, processing_location=location)
    except ClientError as error:
        if error.kind in _NOT_TOLD:
            return None
        raise
    return told.rate_per_1000_pages_cents


def _default_hash(client: Client, pipeline: Pipeline) -> str:
    steps = pipeline.steps
    for version in client.list_versions(pipeline.pipeline_id).versions:
        if version.version == pipeline.default_version:
            steps = version.steps
    return config_hash(wire_steps(steps))


def _in_range(count: int | None, page_range: PageRange | None) -> int | None:
    if count is None or page_range is None:
        return count
    return sum(1 for page in page_range.indices if page < count)


def _charge(pages: int, rate: Decimal) -> Decimal:
    return (rate * pages / 1_000).to_integral_value(ROUND_CEILING)


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"
