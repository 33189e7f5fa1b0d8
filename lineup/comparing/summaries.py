"""What a comparison says in one sentence for each side, made of the numbers in its tiles."""

from collections.abc import Sequence

from lineup.compare.figures import Figure
from lineup.compare.summary import SummaryNumbers, summary_sentence
from lineup.comparing.certainty import doubt_of
from lineup.comparing.numbers import number_text, rounded
from lineup.comparing.reading_model import ComparisonReading, SideFigures
from lineup.comparing.tiles import percent_change
from lineup.contract.pipelines import DRAFT
from lineup.workspace.comparison_model import ComparedSide


def summary_of(reading: ComparisonReading, other: SideFigures) -> str:
    """Return the sentence about a side beside the baseline."""
    names = spoken_names(reading.comparison.sides)
    if not other.numbers.alike.n and any(cell.state.is_open for cell in reading.cells):
        return f"Nothing of {names[other.position]} can be compared with {names[0]} yet: they are being run."
    numbers, fields = other.numbers, other.agreement.fields
    told = {figure.measure.name: figure for figure in other.figures}
    said = {"accuracy": "accuracy", "cost": "cost", "time": "latency_p50"}
    return summary_sentence(
        SummaryNumbers(
            baseline=names[0],
            other=names[other.position],
            alike=numbers.alike,
            unit=numbers.unit,
            lacking=fields.only_baseline,
            added=fields.only_other,
            preference=other.preference,
            cost=percent_change(told.get("cost")),
            time=percent_change(told.get("latency_p50")),
            accuracy=_accuracy(told.get("accuracy")),
            unsure=frozenset(
                word for word, name in said.items() if name in told and doubt_of(told[name])
            ),
        )
    )


def summaries(reading: ComparisonReading) -> tuple[str, ...]:
    """Return the sentences about all sides behind the baseline."""
    return tuple(summary_of(reading, other) for other in reading.others)


def spoken_names(sides: Sequence[ComparedSide]) -> tuple[str, ...]:
    """Return the sides' names in a sentence: `version 7`, `the draft`; their labels where those would not tell them apart."""
    short = tuple(_spoken(side) for side in sides)
    is_clear = len(set(short)) == len(sides) and len({side.pipeline_id for side in sides}) == 1
    return short if is_clear else tuple(side.label for side in sides)


def _spoken(side: ComparedSide) -> str:
    if side.version is None:
        return side.label
    return "the draft" if side.version == DRAFT else f"version {side.version}"


def _accuracy(figure: Figure | None) -> tuple[str, str] | None:
    if figure is None or figure.baseline is None or figure.other is None:
        return None
    other, baseline = (
        number_text(rounded(value, "share"), "share") for value in (figure.other, figure.baseline)
    )
    return other, baseline
