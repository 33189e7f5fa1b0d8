"""The sentence that a manager reads, made of the numbers that are shown."""

from dataclasses import dataclass

from lineup.compare.rates import Rate
from lineup.compare.verdicts import Preference


@dataclass(frozen=True)
class SummaryNumbers:
    """What the sentence is made of: names as people read them in a sentence (`version 7`), and numbers as they are shown.

    `alike` counts the baseline's `unit` (`fields`, `words`, `pages`) that the other reads the same; `lacking` and `added` are
    fields that only one of the two has. `cost` and `time` are changes in whole percent over pairs. `accuracy` is the
    other's and the baseline's as text. `unsure` are those of `accuracy`, `cost` and `time` that may be chance.
    """

    baseline: str
    other: str
    alike: Rate
    unit: str = "fields"
    lacking: int = 0
    added: int = 0
    preference: Preference | None = None
    cost: int | None = None
    time: int | None = None
    accuracy: tuple[str, str] | None = None
    unsure: frozenset[str] = frozenset()


def summary_sentence(numbers: SummaryNumbers) -> str:
    """Return what the comparison says, leaving out what isn't known."""
    parts = [_read(numbers), _preferred(numbers), _accurate(numbers), _price(numbers)]
    told = [part for part in parts if part]
    if not told:
        return f"Nothing of {numbers.other} could be compared with {numbers.baseline}."
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _read(numbers: SummaryNumbers) -> str:
    """Return how the other reads beside the baseline, with the fields that only one of the two has: they are no pairs."""
    alike = _alike(numbers)
    noun = "" if alike and numbers.unit == "fields" else " fields"
    whose = "it" if alike else numbers.baseline
    told = [
        alike,
        f"lacks {numbers.lacking:,}{noun} that {whose} has" if numbers.lacking else "",
        f"adds {numbers.added:,}{noun} of its own" if numbers.added else "",
    ]
    *first, last = [part for part in told if part] or [""]
    joined = " and ".join(part for part in (", ".join(first), last) if part)
    return f"{numbers.other} {joined}" if joined else ""


def _alike(numbers: SummaryNumbers) -> str:
    alike = numbers.alike
    if not alike.n:
        return ""
    unit = numbers.unit if alike.n > 1 else numbers.unit.removesuffix("s")
    many = f"{alike.count:,} of {alike.n:,}"
    if alike.count == alike.n:
        many = f"all {alike.n:,}" if alike.n > 1 else "the one"
    return f"reads {many} {unit} as {numbers.baseline} does"


def _preferred(numbers: SummaryNumbers) -> str:
    """Return who was preferred: of all that differ where all of it was judged, else of what was judged."""
    told = numbers.preference
    if told is None or not told.judged:
        return ""
    differ = numbers.alike.n - numbers.alike.count
    noun = "difference" if told.judged == 1 else "differences"
    is_all = told.judged == differ and not numbers.lacking and not numbers.added
    where = f"the {differ:,} others" if is_all else f"{told.judged:,} judged {noun}"
    return f"of {where} people preferred {numbers.other} in {told.other:,}, {numbers.baseline} in {told.baseline:,}"


def _accurate(numbers: SummaryNumbers) -> str:
    if numbers.accuracy is None:
        return ""
    other, baseline = numbers.accuracy
    return f"its accuracy is {other}, that of {numbers.baseline} {baseline}{_hedge(numbers, 'accuracy')}"


def _price(numbers: SummaryNumbers) -> str:
    cost, time = _change(numbers.cost, "costs", ""), _change(numbers.time, "takes", " time")
    hedged = ((cost, _hedge(numbers, "cost")), (time, _hedge(numbers, "time")))
    told = [f"{part}{hedge}" for part, hedge in hedged if part]
    return f"it {' and '.join(told)}" if told else ""


def _change(percent: int | None, verb: str, noun: str) -> str:
    """Return `costs 12 % more`; a change that rounds to nothing is `costs the same`."""
    if percent is None:
        return ""
    if not percent:
        return f"{verb} the same{noun}"
    return f"{verb} {abs(percent):,} % {'more' if percent > 0 else 'less'}{noun}"


def _hedge(numbers: SummaryNumbers, name: str) -> str:
    return " (perhaps chance)" if name in numbers.unsure else ""
