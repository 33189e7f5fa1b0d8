"""Figures over many documents: one side against the baseline, only over pairs, with how many and how sure."""

from collections.abc import Sequence
from dataclasses import dataclass

from lineup.compare.comparison import FieldTally
from lineup.compare.figures import Figure
from lineup.compare.golden_figures import golden_figures
from lineup.compare.measured import Measured
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.run_figures import run_figures


@dataclass(frozen=True)
class Agreement:
    """How far a side agrees with the baseline over all documents: fields, segments (pages), words, table cells."""

    fields: FieldTally
    segments: Rate
    words: Rate
    cells: Rate


def agreement(documents: Sequence[Measured], side: int) -> Agreement:
    """Return how far a side, given by its position, agrees with the baseline."""
    pairings = [document.comparison.pairings[side] for document in documents]
    return Agreement(
        fields=_tally([pairing.fields for pairing in pairings]),
        segments=_sum([pairing.segments for pairing in pairings]),
        words=_sum([pairing.words_alike for pairing in pairings]),
        cells=_sum([table.cells for pairing in pairings for table in pairing.tables]),
    )


def figures(documents: Sequence[Measured], side: int) -> tuple[Figure, ...]:
    """Return every measure of a side, given by its position, beside the baseline's over the same documents."""
    pairs = [(document.runs[0], document.runs[side]) for document in documents]
    scores = [(told.golden[0], told.golden[side]) for told in documents if told.golden]
    return (*golden_figures(scores), *run_figures(pairs))


def _sum(rates: Sequence[Rate]) -> Rate:
    return Rate(sum(rate.count for rate in rates), sum(rate.n for rate in rates))


def _tally(tallies: Sequence[FieldTally]) -> FieldTally:
    by_path: dict[str, Rate] = {}
    for tally in tallies:
        for path, rate in tally.by_path.items():
            by_path[path] = by_path.get(path, NO_PAIRS).plus(rate)
    return FieldTally(
        alike=_sum([tally.alike for tally in tallies]),
        by_path=by_path,
        only_baseline=sum(tally.only_baseline for tally in tallies),
        only_other=sum(tally.only_other for tally in tallies),
    )
