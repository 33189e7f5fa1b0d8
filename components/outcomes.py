"""How a change is shown: a word and a colour, and an arrow for where the value went."""

from typing import Literal

from lineup.compare.measures import Outcome

OutcomeColor = Literal["green", "red", "gray"]


def outcome_word(outcome: Outcome) -> str:
    """Return what a change means in a word; empty where it means nothing."""
    return _WORDS[outcome]


def outcome_color(outcome: Outcome) -> OutcomeColor:
    """Return the colour beside the word: only a change that is better or worse has one."""
    match outcome:
        case Outcome.BETTER:
            return "green"
        case Outcome.WORSE:
            return "red"
        case _:
            return "gray"


def change_arrow(change: str) -> str:
    """Return where a value went as an arrow, by the sign of the change; empty where it stayed."""
    return {"+": "↑ ", "−": "↓ "}.get(change[:1], "")


_WORDS = {
    Outcome.BETTER: "better",
    Outcome.WORSE: "worse",
    Outcome.SAME: "about the same",
    Outcome.DIFFERENT: "",
    Outcome.UNKNOWN: "",
}
