"""What people decided, what a machine can decide, and the sentence about it."""

import pytest

from lineup.compare.decisions import DecidedBy, decide, side_shares
from lineup.compare.differences import Difference, Evidence, Place, Reading
from lineup.compare.figures import Figure
from lineup.compare.kinds import Kind, State
from lineup.compare.measures import ACCURACY, COST, LATENCY_P50
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.summary import SummaryNumbers, summary_sentence
from lineup.compare.verdicts import Preference, Verdict, preference


def figure(change: float | None) -> Figure:
    return Figure(
        COST, None if change is None else 100.0, None if change is None else 100 + change, 5
    )


@pytest.mark.parametrize(
    ("alike", "judged", "cost", "seconds", "sentence"),
    [
        (
            Rate(214, 230), Preference(3, 11, 1, 1), 12, -30,
            ("Version 7 reads 214 of 230 fields as version 6 does; of the 16 others people preferred version 7 in 11, "
            "version 6 in 3; it costs 12 % more and takes 30 % less time."),
        ),
        (Rate(9, 9), Preference(0, 0, 0, 0), None, 0.1, "Version 7 reads all 9 fields as version 6 does; it takes the same time."),
        (NO_PAIRS, Preference(1, 2, 0, 0), -5, None, "Of 3 judged people preferred version 7 in 2, version 6 in 1; it costs 5 % less."),
        (Rate(1, 2), Preference(1, 2, 0, 0), 0, None,
         ("Version 7 reads 1 of 2 fields as version 6 does; of 3 judged people preferred version 7 in 2, version 6 in 1; "
         "it costs the same.")),
        (NO_PAIRS, None, None, None, "Nothing of version 7 could be compared with version 6."),
    ],
    ids=["all of it", "all alike", "nothing but verdicts", "more judged than differ", "nothing"],
)  # fmt: skip
def test_the_sentence_is_made_of_the_numbers(
    alike: Rate, judged: Preference | None, cost: float | None, seconds: float | None, sentence: str
) -> None:
    numbers = SummaryNumbers(
        "version 6",
        "version 7",
        alike,
        preference=judged,
        cost=figure(cost),
        seconds=figure(seconds),
    )
    assert summary_sentence(numbers) == sentence


def test_the_sentence_tells_accuracy_where_there_is_one() -> None:
    told = SummaryNumbers(
        "version 6", "version 7", NO_PAIRS, accuracy=Figure(ACCURACY, 0.9, 0.934, 3)
    )
    assert summary_sentence(told) == "It has 93.4 % of golden values right, version 6 90.0 %."
    unknown = SummaryNumbers(
        "a",
        "b",
        NO_PAIRS,
        accuracy=Figure(ACCURACY, None, 0.9, 0),
        cost=None,
        seconds=Figure(LATENCY_P50, 0, 1, 1),
    )
    assert summary_sentence(unknown) == "Nothing of b could be compared with a."


def test_verdicts_fall_between_two_sides() -> None:
    right = [{"a"}, {"b"}, {"b", "c"}, {"a", "b"}, set(), {"c"}]
    told = preference(
        [Verdict(str(at), frozenset(sides)) for at, sides in enumerate(right)], "a", "b"
    )
    assert told == Preference(baseline=1, other=2, both=1, neither=2)
    assert (told.judged, told.wins) == (6, Rate(2, 3))


def difference(evidence: Evidence | None, *texts: str) -> Difference:
    readings = tuple(Reading(State.VALUE, text, text) for text in texts)
    return Difference("d", Kind.TEXT, Place(0), readings, evidence=evidence)


def test_the_text_layer_decides_for_all_who_read_the_same() -> None:
    told = difference(Evidence(frozenset({0}), frozenset({0, 1})), "x", "y", "x")
    assert decide(told).winners == {0, 2}
    assert decide(told).decided_by is DecidedBy.TEXT_LAYER
    both = Evidence(frozenset({0, 1}), frozenset({0, 1}))
    none = Evidence(frozenset(), frozenset({0, 1}))
    for evidence in (None, both, none):
        assert decide(difference(evidence, "x", "y")).decided_by is DecidedBy.NOTHING
    shares = side_shares([told, difference(None, "x", "y", "z")], 3)
    assert [share.won for share in shares] == [Rate(1, 1), Rate(0, 1), Rate(1, 1)]
    assert {share.undecided for share in shares} == {1}
