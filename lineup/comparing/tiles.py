"""The tiles: each figure of a side beside the baseline's as text, each number rounded as in every export."""

from collections.abc import Iterator
from decimal import Decimal

from lineup.compare.figures import Figure
from lineup.compare.measures import AGREEMENT, Outcome
from lineup.compare.rates import Interval
from lineup.comparing.certainty import doubt_of
from lineup.comparing.letters import letter_of
from lineup.comparing.noise_tiles import noise_tiles
from lineup.comparing.numbers import NOT_TOLD, number_text, rounded, signed, whole_percent
from lineup.comparing.reading_model import ComparisonReading, SideFigures
from lineup.comparing.standing import (
    agreement_standing,
    cached_documents,
    figure_standing,
    left_to_cache,
)
from lineup.comparing.tile_model import Tile

FEWEST_DECIDED = 10
"""How many differences must be decided between two sides before a preference is more than a hint."""

_EVEN = 0.5
_P_DECIMALS = 4
_TITLES = {
    "accuracy": "Accuracy",
    "f1": "F1",
    "failures": "Failures",
    "cost": "Cost",
    "cost_per_page": "Cost per page",
    "latency_p50": "Latency p50",
    "latency_p95": "Latency p95",
    "pages": "Pages",
}
_MEANINGS = {
    "accuracy": "The share of golden values and extracted values together that is right.",
    "f1": "The harmonic mean of precision and recall over leaf fields that have a golden value.",
    "failures": "Documents whose run failed or ended with errors.",
    "cost": "What the server billed. Failed runs and those that took earlier results over are left out.",
    "cost_per_page": "What the server billed, by page.",
    "latency_p50": "Half of the documents took less time than this.",
    "latency_p95": "95 of 100 documents took less time than this.",
    "pages": "Pages that were read.",
}


def side_tiles(reading: ComparisonReading, position: int) -> tuple[Tile, ...]:
    """Return the tiles of a side, given by its position; a measure that nothing is known of has none."""
    other = next(each for each in reading.others if each.position == position)
    told = {figure.measure.name: figure for figure in other.figures}
    cached = cached_documents(reading, position)
    figures = [told[name] for name in _TITLES if name in told and _is_told(told[name], cached)]
    return (
        *_agreement(other),
        preference_tile(other),
        *(_figure(figure, cached) for figure in figures),
        *noise_tiles(reading, other),
    )


def percent_change(figure: Figure | None) -> int | None:
    """Return the change of a cost or a time as whole percent, as its tile and the summary say it."""
    return whole_percent(figure.relative_change) if figure else None


def _is_told(figure: Figure, cached: int) -> bool:
    """Whether a figure has something to say: over some documents, or over none because all were cached."""
    return bool(figure.n or left_to_cache(figure, cached))


def _agreement(other: SideFigures) -> Iterator[Tile]:
    numbers = other.numbers
    alike, changed, fields = numbers.alike, numbers.changed, other.agreement.fields
    alone = fields.only_baseline + fields.only_other
    if not alike.n:
        return
    differ = f"{changed.count:,} differ" if changed.count else "none differs"
    yield Tile(
        name=AGREEMENT.name,
        title="Agreement",
        value=number_text(rounded(alike.share, "share"), "share"),
        baseline="",
        change=f"{differ}, {alone:,} in one only" if alone else differ,
        outcome=Outcome.DIFFERENT if changed.count or alone else Outcome.SAME,
        count=agreement_standing(other),
        details=(
            f"{alike.count:,} of {alike.n:,} {numbers.unit} are read as the baseline reads them.",
            *_interval("The share", alike.interval, "share"),
            "What only one of the two has is no pair, and not counted.",
            "Agreement is not accuracy: both may be wrong.",
        ),
    )


def preference_tile(other: SideFigures) -> Tile:
    """Return whom people find right, the side or the baseline."""
    told, letter = other.preference, letter_of(other.position)
    wins = told.wins
    is_sure = wins.n >= FEWEST_DECIDED
    details = [
        f"Judged: {letter} right in {told.other:,}, A in {told.baseline:,}, both in {told.both:,}, neither in {told.neither:,}."
    ]
    if wins.n:
        share = number_text(rounded(wins.share, "share"), "share")
        details += [f"{letter} won {share} of the {wins.n:,} that were decided."]
        details += _interval("The share", wins.interval, "share")
    if not is_sure:
        details.append(f"Below {FEWEST_DECIDED} decided differences this is no more than a hint.")
    return Tile(
        name="preference",
        title="People prefer",
        value=f"{letter} {told.other:,} : A {told.baseline:,}" if told.judged else NOT_TOLD,
        baseline="",
        change=_preferred(wins.interval, letter, is_sure=is_sure) if told.judged else "",
        outcome=_preferred_outcome(wins.interval) if is_sure else Outcome.UNKNOWN,
        count=f"{told.judged:,} judged" if told.judged else "nothing judged yet",
        details=tuple(details),
        is_sure=is_sure,
    )


def _preferred(interval: Interval | None, letter: str, *, is_sure: bool) -> str:
    if not is_sure:
        return "too few to tell"
    match _preferred_outcome(interval):
        case Outcome.BETTER:
            return f"{letter} preferred"
        case Outcome.WORSE:
            return "A preferred"
        case _:
            return "no clear preference"


def _preferred_outcome(interval: Interval | None) -> Outcome:
    if interval is None or interval.contains(_EVEN):
        return Outcome.SAME
    return Outcome.BETTER if interval.low > _EVEN else Outcome.WORSE


def _figure(figure: Figure, cached: int) -> Tile:
    measure = figure.measure
    unit, name = measure.unit, measure.name
    baseline, other = (rounded(value, unit) for value in (figure.baseline, figure.other))
    left_out = figure.left_out
    return Tile(
        name=name,
        title=_TITLES[name],
        value=number_text(other, unit),
        baseline=number_text(baseline, unit),
        change=_change(figure, baseline, other),
        outcome=figure.outcome,
        count=figure_standing(figure, cached),
        details=(
            _MEANINGS[name],
            f"Over the {figure.n:,} documents that both sides tell it of"
            + (f"; {left_out:,} are left out." if left_out else "."),
            *_interval("The mean change per document", figure.interval, unit),
            *_p_value(figure.p_value),
        ),
        is_sure=bool(figure.n),
        doubt=doubt_of(figure),
    )


def _change(figure: Figure, baseline: Decimal | None, other: Decimal | None) -> str:
    """Return the change in the terms that people use: points of a share, percent of money and time, else a number."""
    if baseline is None or other is None:
        return ""
    difference, unit = other - baseline, figure.measure.unit
    match unit:
        case "share":
            return signed(difference, f"{abs(difference) * 100:.2f} points")
        case "cents" | "cents/page" | "seconds":
            percent = percent_change(figure)
            if percent is not None:
                return signed(percent, f"{abs(percent):,} %")
            return signed(difference, number_text(abs(difference), unit))
        case _:
            return signed(difference, f"{abs(difference):,}")


def _interval(what: str, interval: Interval | None, unit: str) -> Iterator[str]:
    if interval is not None:
        low, high = (number_text(rounded(end, unit), unit) for end in (interval.low, interval.high))
        yield f"{what} lies with 95 % confidence between {low} and {high}."


def _p_value(p_value: float | None) -> Iterator[str]:
    if p_value is not None:
        least = 10**-_P_DECIMALS
        told = f"= {p_value:.{_P_DECIMALS}f}" if p_value >= least else f"< {least:.{_P_DECIMALS}f}"
        yield f"If both were equally good, chance alone would give as much with p {told} (McNemar)."
