"""What people decided about a difference, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from components.difference_sides import ShownSide, letters_text
from components.failure import plain
from components.formatting import time_text
from lineup.workspace.verdicts import Judgement, standing

_TWO = 2


@dataclass(frozen=True)
class Onlooker:
    """Who reads it, and when: `person` is empty as long as nobody has said a name."""

    person: str
    now: datetime
    zone: tzinfo


def verdict_words(right: frozenset[str], sides: Sequence[ShownSide]) -> str:
    """Return who is right as `A`, `both`, `all`, `neither`, `none`, or that it is a side that isn't shown."""
    letters = [side.letter for side in sides if side.key in right]
    if len(letters) == len(sides):
        return "both" if len(sides) == _TWO else "all"
    if letters:
        return letters_text(letters)
    if right:
        return "a side that is not shown"
    return "neither" if len(sides) == _TWO else "none"


def verdict_sentence(right: frozenset[str], sides: Sequence[ShownSide]) -> str:
    """Return who is right as a sentence: `A is right`, `A and C are right`, `Neither is right`."""
    words = verdict_words(right, sides)
    is_plural = words in {"both", "all"} or " and " in words
    return f"{words[0].upper()}{words[1:]} {'are' if is_plural else 'is'} right"


def history_lines(
    history: Sequence[Judgement], sides: Sequence[ShownSide], onlooker: Onlooker
) -> list[str]:
    """Return the decisions about one difference as markdown, oldest first: who, what, when and why."""
    left = {id(told) for told in standing(history)}
    return [
        _line(told, sides, onlooker, is_standing=id(told) in left)
        for told in history
        if told.right is not None
    ]


def disagreement_text(
    history: Sequence[Judgement], sides: Sequence[ShownSide], onlooker: Onlooker
) -> str:
    """Return that people disagree, and whose decision counts; empty where they don't."""
    last = {told.judged_by: told for told in standing(history) if told.right is not None}
    if len({told.right for told in last.values()}) < _TWO:
        return ""
    said = [
        f"{_who(told, onlooker)} said {verdict_words(told.right or frozenset(), sides)}"
        for told in last.values()
    ]
    newest = max(last.values(), key=lambda told: told.judged)
    whose = "yours" if newest.judged_by == onlooker.person else f"{plain(newest.judged_by)}'s"
    return f"People disagree: {', '.join(said)}. The newest counts, {whose}."


def own_verdict(history: Sequence[Judgement], person: str) -> Judgement | None:
    """Return what a person decided last about a difference and didn't take back."""
    own = [told for told in standing(history) if told.judged_by == person]
    return own[-1] if own else None


def is_hidden(history: Sequence[Judgement], person: str, *, is_blind: bool) -> bool:
    """Whether others' decisions are kept from a person who judges blind and has not judged yet."""
    others = any(told.judged_by != person for told in standing(history))
    return is_blind and others and own_verdict(history, person) is None


def _line(
    told: Judgement, sides: Sequence[ShownSide], onlooker: Onlooker, *, is_standing: bool
) -> str:
    words = verdict_words(told.right or frozenset(), sides)
    when = time_text(told.judged, onlooker.now, onlooker.zone)
    line = f"{_who(told, onlooker)} said **{words}** · {when}"
    comment = f' · "{plain(told.comment)}"' if told.comment else ""
    return f"{line}{comment}" if is_standing else f"~~{line}~~{comment} · taken back"


def _who(told: Judgement, onlooker: Onlooker) -> str:
    return "You" if told.judged_by == onlooker.person else plain(told.judged_by)
