"""What people decided, what a machine can decide, and the sentence about it."""

from dataclasses import replace

import pytest

from lineup.compare.decisions import DecidedBy, decide, side_shares
from lineup.compare.differences import Difference, Evidence, Place, Reading
from lineup.compare.kinds import Kind, State
from lineup.compare.rates import NO_PAIRS, Rate
from lineup.compare.summary import SummaryNumbers, summary_sentence
from lineup.compare.verdicts import Preference, Verdict, preference


@pytest.mark.parametrize(
    ("alike", "judged", "cost", "time", "sentence"),
    [
        (
            Rate(214, 230), Preference(3, 11, 1, 1), 12, -30,
            ("Version 7 reads 214 of 230 fields as version 6 does; of the 16 others people preferred version 7 in 11, "
            "version 6 in 3; it costs 12 % more and takes 30 % less time."),
        ),
        (Rate(9, 9), Preference(0, 0, 0, 0), None, 0, "Version 7 reads all 9 fields as version 6 does; it takes the same time."),
        (NO_PAIRS, Preference(1, 2, 0, 0), -5, None, "Of 3 judged differences people preferred version 7 in 2, version 6 in 1; it costs 5 % less."),
        (Rate(1, 2), Preference(1, 2, 0, 0), 0, None,
         ("Version 7 reads 1 of 2 fields as version 6 does; of 3 judged differences people preferred version 7 in 2, version 6 in 1; "
         "it costs the same.")),
        (Rate(6, 10), Preference(0, 1, 0, 0), None, 1_250,
         ("Version 7 reads 6 of 10 fields as version 6 does; of 1 judged difference people preferred version 7 in 1, version 6 in 0; "
         "it takes 1,250 % more time.")),
        (Rate(1, 1), None, None, None, "Version 7 reads the one field as version 6 does."),
        (Rate(0, 1), None, None, None, "Version 7 reads 0 of 1 field as version 6 does."),
        (NO_PAIRS, None, None, None, "Nothing of version 7 could be compared with version 6."),
    ],
    ids=["all of it", "all alike", "nothing but verdicts", "more judged than differ", "some judged", "one", "not the one", "nothing"],
)  # fmt: skip
def test_the_sentence_is_made_of_the_numbers(
    alike: Rate, judged: Preference | None, cost: int | None, time: int | None, sentence: str
) -> None:
    told = SummaryNumbers("version 6", "version 7", alike, preference=judged, cost=cost, time=time)
    assert summary_sentence(told) == sentence


@pytest.mark.parametrize(
    ("alike", "unit", "lacking", "added", "sentence"),
    [
        (Rate(79, 79), "fields", 5, 5, "Version 7 reads all 79 fields as version 6 does, lacks 5 that it has and adds 5 of its own."),
        (Rate(1, 2), "fields", 1_200, 0, "Version 7 reads 1 of 2 fields as version 6 does and lacks 1,200 that it has."),
        (Rate(3, 4), "words", 0, 2, "Version 7 reads 3 of 4 words as version 6 does and adds 2 fields of its own."),
        (NO_PAIRS, "words", 3, 2, "Version 7 lacks 3 fields that version 6 has and adds 2 fields of its own."),
    ],
    ids=["both", "lacking", "added beside words", "nothing shared"],
)  # fmt: skip
def test_fields_of_one_side_only_are_told(
    alike: Rate, unit: str, lacking: int, added: int, sentence: str
) -> None:
    told = SummaryNumbers("version 6", "version 7", alike, unit, lacking, added)
    assert summary_sentence(told) == sentence


def test_who_was_preferred_is_of_the_others_only_where_no_field_is_alone() -> None:
    judged = Preference(0, 2, 0, 0)
    told = SummaryNumbers("version 6", "version 7", Rate(1, 3), added=1, preference=judged)
    assert "; of 2 judged differences people preferred" in summary_sentence(told)


def test_what_may_be_chance_is_not_told_as_a_fact() -> None:
    told = SummaryNumbers("A", "B", NO_PAIRS, cost=9, time=-5, accuracy=("90.00 %", "80.00 %"))
    for unsure, sentence in (
        ({"cost"}, "Its accuracy is 90.00 %, that of A 80.00 %; it costs 9 % more (perhaps chance) and takes 5 % less time."),
        ({"time", "accuracy"}, "Its accuracy is 90.00 %, that of A 80.00 % (perhaps chance); it costs 9 % more and takes 5 % less time (perhaps chance)."),
    ):  # fmt: skip
        assert summary_sentence(replace(told, unsure=frozenset(unsure))) == sentence


def test_the_sentence_tells_accuracy_where_there_is_one() -> None:
    told = SummaryNumbers("version 6", "version 7", NO_PAIRS, accuracy=("93.40 %", "90.00 %"))
    assert summary_sentence(told) == "Its accuracy is 93.40 %, that of version 6 90.00 %."


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
