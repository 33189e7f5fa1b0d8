"""Whose turn it is to press, what waits for a name, and what was said of the last press.

Presses are numbered by turns; one that comes late, or twice, has the number of a turn that is over.
"""

from dataclasses import dataclass
from typing import Any

import streamlit as st

_TURN = "judging_turn"
_WAITING = "judging_waiting"
_DONE = "judging_done"
_PROBLEM = "judging_problem"


@dataclass(frozen=True)
class Golden:
    """A right value to be said of a document: at a path, as JSON."""

    path: str
    value: Any


@dataclass(frozen=True)
class Press:
    """One press: in which turn it can be made, about which difference, and which sides are right.

    `place` says in words where the difference is, `verdict` what is decided. `comment_key` is the key of the field with
    the comment, which is read as the press is made.
    """

    turn: int
    comparison_id: str
    document: str
    difference_id: str
    right: frozenset[str]
    place: str
    verdict: str
    comment_key: str = ""
    comment: str = ""
    golden: Golden | None = None


@dataclass(frozen=True)
class Done:
    """What was done last, as a sentence."""

    sentence: str
    is_undo: bool = False


def turn() -> int:
    """Return the number of the turn in which the next press can be made."""
    number: int = st.session_state.get(_TURN, 0)
    return number


def take_turn(number: int) -> bool:
    """Return whether it is a press's turn; if so, it is over."""
    is_now = number == turn()
    if is_now:
        st.session_state[_TURN] = number + 1
    return is_now


def wait_for_name(press: Press) -> None:
    """Keep a press until the person has said their name."""
    st.session_state[_WAITING] = press


def waiting() -> Press | None:
    """Return the press that waits for a name."""
    press: Press | None = st.session_state.get(_WAITING)
    return press


def take_waiting() -> Press | None:
    """Return the press that waits for a name, which it does no longer."""
    press: Press | None = st.session_state.pop(_WAITING, None)
    return press


def report(sentence: str) -> None:
    """Remember what kept a press from being carried out."""
    st.session_state[_PROBLEM] = sentence


def take_problem() -> str:
    """Return what kept the last press from being carried out, once; empty if nothing did."""
    sentence: str = st.session_state.pop(_PROBLEM, "")
    return sentence


def tell_done(told: Done | None) -> None:
    """Remember what was done last; None for nothing that is to be told."""
    st.session_state[_DONE] = told


def done() -> Done | None:
    """Return what was done last."""
    told: Done | None = st.session_state.get(_DONE)
    return told


def is_just_decided(number: int) -> bool:
    """Return whether the turn with this number was the last one, and ended with a decision."""
    told = done()
    return number == turn() - 1 and told is not None and not told.is_undo
