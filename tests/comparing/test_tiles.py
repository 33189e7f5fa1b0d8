"""The tiles and the sentence: the same numbers in both, each with how much it stands on."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest

from lineup.commands.compare_text import report_text
from lineup.compare.differences import NO_RESULT
from lineup.compare.figures import Figure
from lineup.compare.golden_scores import GoldenScore
from lineup.compare.measures import (
    ACCURACY,
    COST,
    F1,
    FAILURES,
    LATENCY_P50,
    LATENCY_P95,
    PAGES,
    Outcome,
)
from lineup.compare.rates import Interval, Rate
from lineup.compare.verdicts import Preference
from lineup.comparing.exports.csv_export import figures_csv
from lineup.comparing.exports.html_export import report_html
from lineup.comparing.reading_model import ComparisonReading, Noise, Numbers
from lineup.comparing.report import comparison_report
from lineup.comparing.summaries import spoken_names, summaries
from lineup.comparing.tile_model import Tile
from lineup.comparing.tiles import side_tiles
from tests.comparing.readings import (
    FAILED,
    FINE,
    MadeSide,
    compared_side,
    comparison_reading,
    difference,
    read_document,
)

BETTER = MadeSide(
    alike=Rate(18, 23),
    score=GoldenScore(9, 10, 10, 11),
    cents=Decimal("2.24"),
    seconds=1.05,
)


def reading() -> ComparisonReading:
    base = MadeSide(score=GoldenScore(8, 10, 10, 12))
    changed = [difference(document=str(at), path=f"p{at}") for at in range(12)]
    return comparison_reading(
        *(read_document(str(at), base, BETTER, differences=changed[at::4]) for at in range(4)),
        read_document("cached", FINE, replace(FINE, is_cached=True)),
        read_document("failed", FINE, FAILED),
        verdicts={one.id: [1] if at else [0] for at, one in enumerate(changed)},
    )


def tiles(told: ComparisonReading, position: int = 1) -> dict[str, Tile]:
    return {tile.name: tile for tile in side_tiles(told, position)}


def with_figures(told: ComparisonReading, *figures: Figure) -> ComparisonReading:
    return replace(told, others=(replace(told.others[0], figures=figures),))


def test_a_tile_tells_both_values_the_change_and_how_much_it_stands_on() -> None:
    told = tiles(reading())
    assert list(told) == [
        "agreement", "preference", "accuracy", "f1", "failures", "cost", "cost_per_page", "latency_p50", "latency_p95", "pages",
    ]  # fmt: skip
    cost = told["cost"]
    assert (cost.baseline, cost.value, cost.change) == ("$0.08", "$0.0896", "+12 %")
    assert (cost.outcome, cost.count) == (
        Outcome.WORSE,
        "n = 4 documents, 1 left out (from cache), too few documents to tell",
    )
    assert "2 are left out" in cost.details[1]
    latency = told["latency_p50"]
    assert (latency.baseline, latency.value, latency.change) == ("1.500 s", "1.050 s", "−30 %")
    assert (latency.outcome, latency.count) == (
        Outcome.BETTER,
        "n = 4 documents, 1 left out (from cache), too few documents to tell",
    )
    accuracy = told["accuracy"]
    assert (accuracy.baseline, accuracy.value, accuracy.change) == (
        "66.67 %",
        "81.82 %",
        "+15.15 points",
    )
    assert (accuracy.outcome, told["f1"].value) == (Outcome.BETTER, "90.00 %")
    assert (told["failures"].value, told["failures"].change) == ("1", "+1")
    agreement = told["agreement"]
    assert (agreement.value, agreement.change, agreement.count) == (
        "80.39 %",
        "20 differ",
        "n = 102 fields",
    )
    assert "82 of 102 fields" in agreement.details[0]  # fmt: skip


def test_report_and_terminal_say_what_the_tiles_say() -> None:
    told = reading()
    report = comparison_report(told, datetime(2026, 11, 5, 12, tzinfo=UTC))
    page, terminal = unescape(report_html(report)), report_text(report)
    in_table = figures_csv(report)
    figures = {figure.name: figure for figure in report.comparisons[0].figures}
    shown = tiles(told)
    preference = shown.pop("preference")
    assert shown["cost"].doubt == "too few documents to tell"
    assert figures["cost"].cached == 1
    for name, tile in shown.items():
        figure = figures[name]
        assert (figure.stands_on, figure.doubt, figure.outcome) == (
            tile.count,
            tile.doubt,
            tile.outcome,
        )
        assert tile.count in page
        line = next(each for each in terminal.splitlines() if each.startswith(f"{name} "))
        assert line.endswith(tile.count)
    assert f"B in 11, A in 1: {preference.change}." in page
    assert "cost,cents," in in_table
    assert "worse,1,too few documents to tell" in in_table


def test_every_number_of_the_sentence_stands_in_a_tile() -> None:
    told = reading()
    [sentence] = summaries(told)
    assert sentence == (
        "Version 7 reads 82 of 102 fields as version 6 does; of 12 judged differences people preferred version 7 in 11, version 6 in 1; "
        "its accuracy is 81.82 %, that of version 6 66.67 % (perhaps chance); "
        "it costs 12 % more (perhaps chance) and takes 30 % less time (perhaps chance)."
    )
    shown = " ".join(
        " ".join((tile.value, tile.baseline, tile.change, tile.count, *tile.details))
        for tile in side_tiles(told, 1)
    )
    numbers = set(re.findall(r"\d[\d.,]*\d|\d", re.sub(r"[Vv]ersion \d+", "", sentence)))
    assert numbers == {"82", "102", "12", "11", "1", "81.82", "66.67", "30"}
    assert numbers <= set(re.findall(r"\d[\d.,]*\d|\d", shown))


@pytest.mark.parametrize(
    ("baseline", "other", "both", "value", "change", "outcome", "is_sure"),
    [
        (0, 0, 0, "–", "", Outcome.UNKNOWN, False),
        (3, 4, 9, "B 4 : A 3", "too few to tell", Outcome.UNKNOWN, False),
        (3, 11, 2, "B 11 : A 3", "B preferred", Outcome.BETTER, True),
        (14, 2, 0, "B 2 : A 14", "A preferred", Outcome.WORSE, True),
        (5, 6, 0, "B 6 : A 5", "no clear preference", Outcome.SAME, True),
    ],
    ids=["nothing judged", "too few decided", "better", "worse", "even"],
)
def test_people_prefer_a_side_only_where_enough_is_decided(
    baseline: int,
    other: int,
    both: int,
    value: str,
    change: str,
    outcome: Outcome,
    *,
    is_sure: bool,
) -> None:
    told = reading()
    chosen = replace(told.others[0], preference=Preference(baseline, other, both, 0))
    tile = tiles(replace(told, others=(chosen,)))["preference"]
    assert (tile.value, tile.change, tile.outcome, tile.is_sure) == (
        value,
        change,
        outcome,
        is_sure,
    )
    assert tile.count == (f"{baseline + other + both} judged" if other else "nothing judged yet")


def test_no_verdict_counts_for_a_side_with_nothing_of_that_sort() -> None:
    both, second = difference("1", "2"), difference("1", "2", path="date")
    fields = [replace(one, readings=(*one.readings, NO_RESULT)) for one in (both, second)]
    bare = [replace(difference(path="tax"), readings=(NO_RESULT, *both.readings))]
    told = comparison_reading(
        read_document("a", FINE, FINE, FINE, differences=[*fields, *bare]),
        verdicts={both.id: [0], second.id: [1], bare[0].id: [1]},
    )
    assert [other.preference for other in told.others] == [
        Preference(1, 1, 0, 0),
        Preference(0, 0, 0, 0),
    ]


@pytest.mark.parametrize(
    ("figure", "value", "change"),
    [
        (Figure(COST, 0.0, 2.0, 3), "$0.02", "+$0.02"),
        (Figure(COST, 3.0, 3.0, 3), "$0.03", "±0 %"),
        (Figure(LATENCY_P50, 2.0, 5.0, 3), "5.000 s", "+150 %"),
        (Figure(PAGES, 1_204.0, 1_200.0, 3), "1,200", "−4"),
        (Figure(ACCURACY, 0.9, 0.9, 3), "90.00 %", "±0.00 points"),
        (Figure(FAILURES, 2.0, 0.0, 3), "0", "−2"),
    ],
    ids=["from nothing", "no change", "time", "pages", "share", "failures"],
)
def test_a_change_is_told_in_the_terms_of_its_unit(figure: Figure, value: str, change: str) -> None:
    told = tiles(with_figures(reading(), figure))[figure.measure.name]
    assert (told.value, told.change) == (value, change)
    assert told.is_sure


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        (Figure(ACCURACY, 0.9, 0.8, 9, p_value=0.06), "n = 9 documents, may be chance"),
        (Figure(ACCURACY, 0.9, 0.8, 9, 0, Interval(-1, 1), 0.01), "n = 9 documents, may be chance"),
        (Figure(ACCURACY, 0.9, 0.8, 9, 0, Interval(-1, -0.1), 0.01), "n = 9 documents"),
        (Figure(ACCURACY, 0.9, 0.8, 4, 0, Interval(-1, -0.1), 0.01), "n = 4 documents, too few documents to tell"),
        (Figure(F1, 0.9, 0.8, 4, 0, Interval(-1, -0.1)), "n = 4 documents, too few documents to tell"),
        (Figure(LATENCY_P95, 2.0, 1.0, 5, 0, Interval(-2, 0.1)), "n = 5 documents, may be chance"),
        (Figure(COST, 2.0, 1.0, 5, 0, Interval(-2, -0.1)), "n = 5 documents"),
        (Figure(COST, 2.0, 2.0, 3, 0, Interval(-1, 1)), "n = 3 documents"),
        (Figure(FAILURES, 2.0, 1.0, 5), "n = 5 documents"),
        (Figure(COST, 2.0, 1.0, 1), "n = 1 document, too few documents to tell"),
    ],
    ids=["test", "interval against the test", "both sure", "few documents", "few for F1", "interval", "sure", "no change", "not known",
         "one document"],
)  # fmt: skip
def test_a_change_that_may_be_chance_says_so(figure: Figure, count: str) -> None:
    told = comparison_reading(read_document("a", FINE, FINE))
    tile = tiles(with_figures(told, figure))[figure.measure.name]
    assert tile.count == count
    assert tile.doubt == count.partition(", ")[2]


def test_the_sentence_asserts_a_change_only_over_enough_documents() -> None:
    cheap = replace(FINE, cents=Decimal(1))
    few, enough = (
        comparison_reading(*(read_document(str(at), FINE, cheap) for at in range(n)))
        for n in (4, 5)
    )
    assert "it costs 50 % less (perhaps chance) and takes the same time." in summaries(few)[0]
    assert "it costs 50 % less and takes the same time." in summaries(enough)[0]


def test_fields_that_only_one_side_has_are_told_beside_the_agreement() -> None:
    read = reading()
    other = read.others[0]
    fields = replace(other.agreement.fields, only_baseline=3, only_other=1_200)
    told = replace(other, agreement=replace(other.agreement, fields=fields))
    told_alone = replace(read, others=(told,))
    tile = tiles(told_alone)["agreement"]
    assert tile.count == "n = 102 fields, 1,200 only in B, 3 only in A"
    assert tile.change == "20 differ, 1,203 in one only"
    assert (
        "as version 6 does, lacks 3 that it has and adds 1,200 of its own;"
        in summaries(told_alone)[0]
    )


def test_agreement_on_all_shared_fields_is_not_all_alike() -> None:
    read = comparison_reading(read_document("a", FINE, FINE))
    other = read.others[0]
    fields = replace(other.agreement.fields, only_baseline=5)
    told = replace(other, agreement=replace(other.agreement, fields=fields))
    tile = tiles(replace(read, others=(told,)))["agreement"]
    assert (tile.change, tile.outcome) == ("none differs, 5 in one only", Outcome.DIFFERENT)


def test_what_nothing_is_known_of_has_no_tile() -> None:
    told = comparison_reading(read_document("a", FAILED, FAILED))
    unknown = Figure(ACCURACY, None, None, 0, 1), Figure(LATENCY_P50, None, None, 0, 1)
    assert list(tiles(with_figures(told, *unknown))) == ["preference"]


def test_a_figure_of_cached_documents_only_says_so() -> None:
    read = comparison_reading(read_document("a", FINE, replace(FINE, is_cached=True)))
    for name in ("latency_p50", "cost", "cost_per_page"):
        tile = tiles(read)[name]
        assert (tile.value, tile.change) == ("–", "")
        assert tile.count == "n = 0 documents, 1 left out (from cache)"
        assert not tile.is_sure


def test_an_interval_and_a_p_value_are_told_to_who_asks() -> None:
    figure = Figure(ACCURACY, 0.5, 0.75, 9, 1, Interval(-0.01, 0.31), 0.031)
    details = tiles(with_figures(reading(), figure))["accuracy"].details
    assert "between -1.00 % and 31.00 %" in details[2]
    assert "p = 0.0310" in details[3]
    tiny = replace(figure, p_value=0.000001)
    assert "p < 0.0001" in tiles(with_figures(reading(), tiny))["accuracy"].details[3]


@pytest.mark.parametrize(
    ("alike", "unit", "outcome", "is_sure", "told"),
    [
        (Rate(1_000, 1_000), "fields", Outcome.DIFFERENT, True, "the difference is real"),
        (Rate(8, 10), "fields", Outcome.SAME, True, "may be chance"),
        (Rate(8, 10), "words", Outcome.SAME, False, "not enough to tell"),
    ],
    ids=["more than noise", "as much as noise", "of another unit"],
)
def test_noise_stands_beside_what_differs(
    alike: Rate, unit: str, outcome: Outcome, told: str, *, is_sure: bool
) -> None:
    read = reading()
    other = Noise(read.others[0].side, 5, Numbers(Rate(9, 10), "fields"))
    noise = (other, Noise(read.baseline, 5, Numbers(alike, unit)))
    tile = tiles(replace(read, noise=noise))["noise"]
    assert tile.value.startswith("A/A ")
    assert (tile.change, tile.outcome, tile.is_sure) == ("A/B 19.61 %", outcome, is_sure)
    assert told in tile.details[-1]
    assert len(tile.details) == 4
    assert tiles(replace(read, noise=(other,)))["noise"].value == "B/B 10.00 %"


def test_all_alike_is_no_difference() -> None:
    agreement = tiles(comparison_reading(read_document("a", FINE, FINE)))["agreement"]
    assert (agreement.value, agreement.change) == ("100.00 %", "none differs")
    assert agreement.outcome is Outcome.SAME


def test_sides_are_named_as_people_speak_of_them() -> None:
    six, draft = compared_side(0), compared_side(1, version=0)
    assert spoken_names([six, draft]) == ("version 6", "the draft")
    assert spoken_names([draft, replace(draft, key="other", label="Invoices draft 2")]) == (
        "Invoices v0",
        "Invoices draft 2",
    )
    past = replace(six, version=None, label="Invoices v6, pex_1")
    assert spoken_names([past, draft]) == ("Invoices v6, pex_1", "the draft")
    elsewhere = replace(compared_side(1), pipeline_id="pl_000000000002", label="Letters v7")
    assert spoken_names([six, elsewhere]) == ("Invoices v6", "Letters v7")  # fmt: skip
