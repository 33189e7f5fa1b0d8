"""On how much a figure stands, in words that tiles, reports and the terminal share."""

from collections.abc import Iterator

from lineup.compare.figures import Figure
from lineup.comparing.certainty import doubt_of
from lineup.comparing.letters import letter_of
from lineup.comparing.reading_model import ComparisonReading, SideFigures

_MEASURED = {"cost", "cost_per_page", "latency_p50", "latency_p95"}
"""Figures that leave out documents served from earlier results (rulings 32)."""


def cached_documents(reading: ComparisonReading, position: int) -> int:
    """Return how many documents the baseline or the side at this position served from earlier results."""
    runs = [read.measured.runs for read in reading.documents]
    return sum(told[0].is_cached or told[position].is_cached for told in runs)


def left_to_cache(figure: Figure, cached: int) -> int:
    """Return how many of the documents from earlier results the figure leaves out for that."""
    return cached if figure.measure.name in _MEASURED else 0


def figure_standing(figure: Figure, cached: int) -> str:
    """Return `n = 4 documents, 1 left out (from cache), too few documents to tell`."""
    counted = [f"n = {figure.n:,} {'document' if figure.n == 1 else 'documents'}"]
    left_out, doubt = left_to_cache(figure, cached), doubt_of(figure)
    counted += [f"{left_out:,} left out (from cache)"] if left_out else []
    counted += [doubt] if doubt else []
    return ", ".join(counted)


def agreement_standing(other: SideFigures) -> str:
    """Return `n = 23 fields, 1 only in B`: what only one of the two has is no pair."""
    numbers = other.numbers
    return ", ".join((f"n = {numbers.alike.n:,} {numbers.unit}", *_only(other)))


def _only(other: SideFigures) -> Iterator[str]:
    fields = other.agreement.fields
    if fields.only_other:
        yield f"{fields.only_other:,} only in {letter_of(other.position)}"
    if fields.only_baseline:
        yield f"{fields.only_baseline:,} only in A"
