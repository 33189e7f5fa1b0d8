"""Rates, measures, tests of significance, and the figures made of them."""

from decimal import Decimal

import pytest

from lineup.compare.comparison import DocumentComparison, FieldTally, PageScore, Pairing, TableScore
from lineup.compare.figures import Figure
from lineup.compare.golden_scores import GoldenField, GoldenScore, Match
from lineup.compare.measured import Measured
from lineup.compare.measures import (
    ACCURACY,
    AGREEMENT,
    COST,
    LATENCY_P50,
    MEASURES,
    Measure,
    Outcome,
    judge,
)
from lineup.compare.rates import NO_PAIRS, Interval, Rate
from lineup.compare.runs import RunFacts
from lineup.compare.significance import bootstrap, is_beyond_noise, mcnemar
from lineup.compare.totals import agreement, figures


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [
        (0, 0, None, None),
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (8, 10, 0.4902, 0.9433),
        (11, 14, 0.5241, 0.9243),
    ],
)
def test_a_rate_has_wilsons_interval(
    count: int, n: int, low: float | None, high: float | None
) -> None:
    rate = Rate(count, n)
    if low is None or high is None:
        assert rate.share is None
        assert rate.interval is None
    else:
        assert rate.interval is not None
        assert rate.interval.low == pytest.approx(low, abs=1e-4)
        assert rate.interval.high == pytest.approx(high, abs=1e-4)
        assert rate.share is not None
        assert rate.interval.contains(rate.share)
    assert rate.plus(Rate(1, 2)) == Rate(count + 1, n + 2)


@pytest.mark.parametrize(
    ("only_first", "only_other", "p"),
    [(0, 0, None), (5, 5, 1.0), (1, 9, 0.0215), (0, 6, 0.03125), (3, 11, 0.0574)],
)
def test_mcnemar_is_the_exact_two_sided_test(
    only_first: int, only_other: int, p: float | None
) -> None:
    told = mcnemar(only_first, only_other)
    assert told == (None if p is None else pytest.approx(p, abs=1e-4))
    assert told == mcnemar(only_other, only_first)


def test_mcnemar_of_very_many_pairs_does_not_overflow() -> None:
    assert mcnemar(9_000, 11_000) == pytest.approx(0, abs=1e-9)


def test_bootstrapping_is_deterministic_and_needs_two_pairs() -> None:
    assert bootstrap([1.0]) is None
    told = bootstrap([1.0, 2.0, 3.0, 4.0] * 5)
    assert told == bootstrap([1.0, 2.0, 3.0, 4.0] * 5)
    assert told is not None
    assert told.contains(2.5)
    assert 1.5 < told.low < told.high < 3.5
    assert bootstrap([2.0, 2.0]) == Interval(2.0, 2.0)


def test_what_changed_is_beyond_noise_only_with_intervals_apart() -> None:
    assert is_beyond_noise(Rate(30, 100), Rate(1, 100)) is True
    assert is_beyond_noise(Rate(3, 100), Rate(1, 100)) is False
    assert is_beyond_noise(Rate(3, 100), NO_PAIRS) is None
    assert is_beyond_noise(NO_PAIRS, Rate(3, 100)) is None


@pytest.mark.parametrize(
    ("measure", "baseline", "other", "outcome"),
    [
        (ACCURACY, 0.9, 0.95, Outcome.BETTER),
        (ACCURACY, 0.9, 0.85, Outcome.WORSE),
        (ACCURACY, 0.9, 0.902, Outcome.SAME),
        (COST, 100, 112, Outcome.WORSE),
        (COST, 100, 88, Outcome.BETTER),
        (COST, 100, 100.5, Outcome.SAME),
        (LATENCY_P50, 10, 10.4, Outcome.SAME),
        (AGREEMENT, 1, 0.9, Outcome.DIFFERENT),
        (ACCURACY, None, 0.9, Outcome.UNKNOWN),
        (ACCURACY, 0.9, None, Outcome.UNKNOWN),
    ],
)
def test_better_has_a_direction_and_a_tolerance(
    measure: Measure, baseline: float | None, other: float | None, outcome: Outcome
) -> None:
    assert measure in MEASURES
    assert judge(measure, baseline, other) is outcome
    assert Figure(measure, baseline, other, 1).outcome is outcome


def test_a_figure_tells_its_change() -> None:
    assert Figure(COST, 80.0, 100.0, 3).change == 20
    assert Figure(COST, 80.0, 100.0, 3).relative_change == 0.25
    assert Figure(COST, 0.0, 100.0, 3).relative_change is None
    assert Figure(COST, None, 100.0, 3).change is None
    assert Figure(COST, None, 100.0, 3).relative_change is None


EMPTY = DocumentComparison("d", (), (), (), (Pairing(), Pairing()))


def run(
    cents: str | None = "10", seconds: float | None = 2.0, pages: int | None = 4, **more: bool
) -> RunFacts:
    told = {"has_ended": True, "has_failed": False} | more
    return RunFacts(
        **told, pages=pages, cents=None if cents is None else Decimal(cents), seconds=seconds
    )


def by_name(documents: list[Measured]) -> dict[str, Figure]:
    return {figure.measure.name: figure for figure in figures(documents, 1)}


def test_figures_stand_on_pairs_only() -> None:
    told = by_name(
        [
            Measured(EMPTY, (run("10", 2.0), run("12", 1.0))),
            Measured(EMPTY, (run("20", 4.0), run("30", 3.0))),
            Measured(EMPTY, (run("20", 4.0), run("0", 0.1, is_cached=True))),
            Measured(EMPTY, (run("40"), run(has_failed=True))),
            Measured(EMPTY, (run(None, None, None), run())),
            Measured(EMPTY, (run(), run(has_ended=False))),
        ]
    )
    assert (told["cost"].baseline, told["cost"].other, told["cost"].n, told["cost"].left_out) == (
        30,
        42,
        2,
        4,
    )
    assert told["cost_per_page"].baseline == 3.75
    assert told["cost"].interval is not None
    assert told["cost_per_page"].interval is not None
    assert told["latency_p95"].interval == told["latency_p50"].interval
    assert (told["latency_p50"].baseline, told["latency_p50"].other) == (3, 2)
    assert (told["latency_p95"].n, told["latency_p95"].left_out) == (2, 4)
    assert (told["failures"].baseline, told["failures"].other, told["failures"].n) == (0, 1, 5)
    assert told["failures"].p_value == 1.0
    assert (told["pages"].baseline, told["pages"].n) == (20, 5)


def test_figures_over_nothing_are_unknown() -> None:
    for documents in (
        [],
        [Measured(EMPTY, (run(has_ended=False), run(has_ended=False, pages=None)))],
    ):
        told = by_name(documents)
        assert all(
            figure.baseline is None and figure.outcome is Outcome.UNKNOWN
            for figure in told.values()
        )
        assert all(figure.n == 0 for figure in told.values())


def test_cost_per_page_of_no_pages_is_unknown() -> None:
    told = by_name([Measured(EMPTY, (run(pages=0), run()))])
    assert told["cost_per_page"].baseline is None
    assert told["cost"].baseline == 10


def test_accuracy_is_a_micro_average_over_documents_with_both_scores() -> None:
    right, wrong = GoldenField("a", Match.RIGHT), GoldenField("a", Match.MISREAD)
    good = GoldenScore(9, 10, 10, 11, fields=(right,))
    poor = GoldenScore(1, 2, 4, 4, fields=(wrong,))
    runs = (run(), run())
    told = by_name(
        [
            Measured(EMPTY, runs, (good, good)),
            Measured(EMPTY, runs, (poor, good)),
            Measured(EMPTY, runs, (poor, None)),
            Measured(EMPTY, runs),
        ]
    )
    accuracy = told["accuracy"]
    assert (accuracy.baseline, accuracy.other) == (10 / 15, 18 / 22)
    assert (accuracy.n, accuracy.left_out, accuracy.p_value) == (2, 1, 1.0)
    assert told["f1"].baseline == 20 / 26
    assert told["precision"].baseline == 10 / 14
    assert told["recall"].other == 18 / 20
    assert accuracy.outcome is Outcome.BETTER


def test_agreement_adds_up_over_documents() -> None:
    tally = FieldTally(Rate(3, 4), {"a": Rate(1, 2), "b": Rate(2, 2)}, 1, 2)
    pairing = Pairing(
        (PageScore(0, 0.9, 1, 10, 1, 4), PageScore(1, 0, 9, 1, 9, 2)),
        tally,
        Rate(1, 2),
        (TableScore(0, 0, Rate(5, 6), 0.9),),
    )
    documents = [
        Measured(DocumentComparison("d", (), (), (), (Pairing(), pairing)), (run(), run()))
    ] * 2
    told = agreement(documents, 1)
    assert told.fields == FieldTally(Rate(6, 8), {"a": Rate(2, 4), "b": Rate(4, 4)}, 2, 4)
    assert (told.segments, told.words, told.cells) == (Rate(2, 4), Rate(6, 12), Rate(10, 12))


@pytest.mark.parametrize(
    ("pairing", "share"),
    [
        (Pairing(), None),
        (Pairing(fields=FieldTally(Rate(1, 2)), segments=Rate(1, 4)), 0.5),
        (Pairing(segments=Rate(1, 4)), 0.25),
        (Pairing(pages=(PageScore(None, 0.5, 1, 4, 1, 2),)), 0.5),
    ],
)
def test_the_agreement_of_a_document_is_of_its_fields_else_its_segments_else_its_words(
    pairing: Pairing, share: float | None
) -> None:
    assert pairing.agreement == share


def test_error_rates_need_something_to_be_wrong_about() -> None:
    assert (PageScore(0, 1, 1, 4, 1, 2).cer, PageScore(0, 1, 1, 4, 1, 2).wer) == (0.25, 0.5)
    assert (PageScore(0, 1, 1, 0, 1, 0).cer, PageScore(0, 1, 1, 0, 1, 0).wer) == (None, None)
