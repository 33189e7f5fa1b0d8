"""Making the report of a comparison."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from lineup.compare.comparison import Pairing
from lineup.compare.differences import Difference, Reading
from lineup.compare.figures import Figure
from lineup.compare.measures import AGREEMENT, Measure, judge
from lineup.comparing.certainty import doubt_of
from lineup.comparing.comparability import Caution, comparability
from lineup.comparing.config_sentences import config_sentences
from lineup.comparing.grid import kept_differences
from lineup.comparing.letters import LETTERS
from lineup.comparing.numbers import rounded
from lineup.comparing.reading_model import ComparisonReading, Noise, ReadDocument, SideFigures
from lineup.comparing.report_model import (
    ComparisonReport,
    ReportCell,
    ReportComparison,
    ReportDifference,
    ReportDocument,
    ReportFigure,
    ReportNoise,
    ReportReading,
    ReportSide,
)
from lineup.comparing.standing import (
    agreement_standing,
    cached_documents,
    figure_standing,
    left_to_cache,
)
from lineup.comparing.summaries import summary_of
from lineup.comparing.tiles import preference_tile
from lineup.workspace.comparison_model import ComparedSide

_P_DECIMALS = 6


def comparison_report(
    reading: ComparisonReading, made: datetime, cautions: Iterable[Caution] = ()
) -> ComparisonReport:
    """Return the report of a comparison as it was read. `cautions` are further ones, such as about a draft."""
    maker = _Maker(reading)
    found = [(read, one) for read in reading.documents for one in kept_differences(reading, read)]
    found.sort(key=lambda pair: -pair[1].weight)
    every = sum(len(read.measured.comparison.differences) for read in reading.documents)
    comparison = reading.comparison
    return ComparisonReport(
        comparison_id=comparison.comparison_id,
        name=comparison.name,
        server=comparison.server,
        made=made,
        options=dict(comparison.options),
        rules=reading.rules.sentences,
        sides=tuple(_side(LETTERS[at], side) for at, side in enumerate(comparison.sides)),
        cautions=tuple(one.sentence for one in (*comparability(reading), *cautions)),
        comparisons=tuple(maker.comparison(other) for other in reading.others),
        noise=tuple(maker.noise(noise) for noise in reading.noise),
        documents=tuple(maker.document(read) for read in reading.documents),
        differences=tuple(maker.difference(read, one) for read, one in found),
        ignored=every - len(found),
    )


def _side(letter: str, side: ComparedSide) -> ReportSide:
    return ReportSide(
        letter, side.key, side.label, side.pipeline_id, side.version, side.config_hash
    )


class _Maker:
    """Makes the parts of a report, naming sides by letters."""

    def __init__(self, reading: ComparisonReading) -> None:
        self._reading = reading
        self._letters = {side.key: LETTERS[at] for at, side in enumerate(reading.comparison.sides)}

    def comparison(self, other: SideFigures) -> ReportComparison:
        """Return a side against the baseline."""
        numbers = other.numbers
        preference = other.preference
        cached = cached_documents(self._reading, other.position)
        figures = [_figure(figure, cached) for figure in other.figures]
        return ReportComparison(
            side=LETTERS[other.position],
            summary=summary_of(self._reading, other),
            unit=numbers.unit,
            alike=numbers.alike.count,
            compared=numbers.alike.n,
            figures=(_agreement(AGREEMENT, other), *figures),
            preferred_baseline=preference.baseline,
            preferred_other=preference.other,
            judged=preference.judged,
            preference=preference_tile(other).change,
            config=config_sentences(other.config),
        )

    def noise(self, noise: Noise) -> ReportNoise:
        """Return the noise of a side."""
        changed = noise.numbers.changed
        return ReportNoise(
            side=self._letters[noise.side.key],
            runs=noise.runs,
            unit=noise.numbers.unit,
            changed=changed.count,
            compared=changed.n,
            share=rounded(changed.share, "share"),
        )

    def document(self, read: ReadDocument) -> ReportDocument:
        """Return a row of the grid."""
        known = read.known
        return ReportDocument(
            key=read.document.key,
            name=read.document.name,
            document_type=known.document_type if known else None,
            tags=known.tags if known else (),
            differences=len(kept_differences(self._reading, read)),
            cells=tuple(self._cell(read, at) for at in range(len(read.sides))),
            notes=read.notes,
        )

    def _cell(self, read: ReadDocument, at: int) -> ReportCell:
        state, run, side = (
            read.measured.comparison.sides[at],
            read.measured.runs[at],
            read.sides[at],
        )
        differences = [one for one in kept_differences(self._reading, read) if one.differs(at)]
        pairing: Pairing = read.measured.comparison.pairings[at]
        return ReportCell(
            side=LETTERS[at],
            standing=state.standing,
            reason=state.reason,
            execution_id=side.execution.execution_id if side.execution else None,
            pages=run.pages,
            cents=rounded(run.cents, "cents"),
            seconds=rounded(run.seconds, "seconds"),
            is_cached=run.is_cached,
            differences=len(differences) if at else 0,
            agreement=rounded(pairing.agreement, "share") if at else None,
        )

    def difference(self, read: ReadDocument, one: Difference) -> ReportDifference:
        """Return a difference with its verdict."""
        verdict = self._reading.verdicts.get(one.id)
        right = verdict.right if verdict else None
        supported = one.evidence.supported if one.evidence else ()
        return ReportDifference(
            difference_id=one.id,
            document=read.document.key,
            document_name=read.document.name,
            kind=one.kind,
            group=one.group,
            page=one.place.page,
            path=one.place.path,
            before=one.before,
            after=one.after,
            alike_by=one.alike_by,
            weight=Decimal(str(round(one.weight, 3))),
            supported=tuple(LETTERS[at] for at in sorted(supported)),
            readings=_readings(one.readings),
            right=None if right is None else self._named(right),
            judged_by=verdict.judged_by if verdict else None,
            judged=verdict.judged if verdict else None,
            comment=verdict.comment if verdict else "",
        )

    def _named(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return the letters of sides; one that is no longer compared keeps its key."""
        return tuple(sorted(self._letters.get(key, key) for key in keys))


def _readings(readings: Sequence[Reading]) -> tuple[ReportReading, ...]:
    return tuple(
        ReportReading(
            side=LETTERS[at],
            state=told.state,
            text=told.text,
            value=told.value,
            path=told.path,
            page=told.page,
            citations=told.citations,
        )
        for at, told in enumerate(readings)
    )


def _agreement(measure: Measure, other: SideFigures) -> ReportFigure:
    """Return the agreement as a figure: the baseline agrees with itself wholly."""
    alike = other.numbers.alike
    interval = alike.interval
    return ReportFigure(
        name=measure.name,
        unit=measure.unit,
        baseline=rounded(1.0, "share") if alike.n else None,
        other=rounded(alike.share, "share"),
        n=alike.n,
        left_out=0,
        low=rounded(interval.low, "share") if interval else None,
        high=rounded(interval.high, "share") if interval else None,
        p_value=None,
        outcome=judge(measure, 1.0 if alike.n else None, alike.share),
        cached=0,
        doubt="",
        stands_on=agreement_standing(other),
    )


def _figure(figure: Figure, cached: int) -> ReportFigure:
    unit, interval = figure.measure.unit, figure.interval
    return ReportFigure(
        name=figure.measure.name,
        unit=unit,
        baseline=rounded(figure.baseline, unit),
        other=rounded(figure.other, unit),
        n=figure.n,
        left_out=figure.left_out,
        low=rounded(interval.low, unit) if interval else None,
        high=rounded(interval.high, unit) if interval else None,
        p_value=None
        if figure.p_value is None
        else Decimal(str(round(figure.p_value, _P_DECIMALS))),
        outcome=figure.outcome,
        cached=left_to_cache(figure, cached),
        doubt=doubt_of(figure),
        stands_on=figure_standing(figure, cached),
    )
