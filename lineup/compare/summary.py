"""The sentence that a manager reads, made of the numbers that are shown."""

from dataclasses import dataclass

from lineup.compare.figures import Figure
from lineup.compare.rates import Rate
from lineup.compare.verdicts import Preference

_HUNDRED = 100


@dataclass(frozen=True)
class SummaryNumbers:
    """What the sentence is made of: names as people read them in a sentence (`version 7`), and figures as they are shown.

    `alike` counts the baseline's `unit` (`fields`, `words`, `pages`) that the other reads the same; `cost` and `seconds`
    are over pairs.
    """

    baseline: str
    other: str
    alike: Rate
    unit: str = "fields"
    preference: Preference | None = None
    cost: Figure | None = None
    seconds: Figure | None = None
    accuracy: Figure | None = None


def summary_sentence(numbers: SummaryNumbers) -> str:
    """Return what the comparison says, leaving out what isn't known."""
    parts = [_alike(numbers), _preferred(numbers), _accurate(numbers), _price(numbers)]
    told = [part for part in parts if part]
    if not told:
        return f"Nothing of {numbers.other} could be compared with {numbers.baseline}."
    sentence = "; ".join(told)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _alike(numbers: SummaryNumbers) -> str:
    alike = numbers.alike
    if not alike.n:
        return ""
    if alike.count == alike.n:
        return f"{numbers.other} reads all {alike.n:,} {numbers.unit} as {numbers.baseline} does"
    return f"{numbers.other} reads {alike.count:,} of {alike.n:,} {numbers.unit} as {numbers.baseline} does"


def _preferred(numbers: SummaryNumbers) -> str:
    told = numbers.preference
    if told is None or not told.judged:
        return ""
    others = numbers.alike.n - numbers.alike.count
    where = (
        f"of the {others:,} others"
        if numbers.alike.n and told.judged <= others
        else f"of {told.judged:,} judged"
    )
    return f"{where} people preferred {numbers.other} in {told.other:,}, {numbers.baseline} in {told.baseline:,}"


def _accurate(numbers: SummaryNumbers) -> str:
    told = numbers.accuracy
    if told is None or told.baseline is None or told.other is None:
        return ""
    return f"it has {_percent(told.other)} of golden values right, {numbers.baseline} {_percent(told.baseline)}"


def _price(numbers: SummaryNumbers) -> str:
    cost, seconds = _change(numbers.cost, "costs"), _change(numbers.seconds, "takes")
    if not cost and not seconds:
        return ""
    return "it " + " and ".join(
        part for part in (cost, f"{seconds} time" if seconds else "") if part
    )


def _change(figure: Figure | None, verb: str) -> str:
    """Return `costs 12 % more`; a change that rounds to nothing is `costs the same`."""
    change = figure.relative_change if figure else None
    if change is None:
        return ""
    percent = round(abs(change) * _HUNDRED)
    if not percent:
        return f"{verb} the same"
    return f"{verb} {percent:,} % {'more' if change > 0 else 'less'}"


def _percent(share: float) -> str:
    return f"{share * _HUNDRED:.1f} %"
