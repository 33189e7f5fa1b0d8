"""Presses of buttons that change something: each carried out once, and what came of it.

A press is written down first and carried out while the page is drawn. What is written down is one object that is changed in
place: a second click may end the script at any touch of the session's state, and then the next run finds how far it came.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from lineup.client import ClientError
from lineup.workspace.errors import WorkspaceError
from state import url

Problem = ClientError | WorkspaceError | OSError
"""What keeps a press from being carried out."""

Parameters = Mapping[str, str | list[str] | None]
"""What the URL is to say now; None takes a parameter away."""

NEW = "new"
"""The place where something new is made."""

_PRESSES = "presses"
_PENDING = "pending_press"


@dataclass(frozen=True)
class Done:
    """What a press has done: a sentence for people, and what the URL is to say now."""

    sentence: str = ""
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True)
class Press:
    """What a press asks for: where it was pressed, what is said meanwhile, and what is done.

    `act` may be begun again after the script was ended in it, which only a touch of the session's state does: what it did
    before one it must not do again.
    """

    place: str
    meanwhile: str
    act: Callable[[], Done]


@dataclass
class _Pending:
    number: int
    press: Press
    is_begun: bool = False
    is_told: bool = False
    done: Done | None = None
    problem: Problem | None = None


def press_number() -> int:
    """Return how often something was pressed in this session."""
    presses: int = st.session_state.get(_PRESSES, 0)
    return presses


def request(number: int, press: Press) -> None:
    """Write down what a press asks for; a second report of the press with this number is ignored.

    One that was under way while the first led elsewhere comes with the URL of before, which is set right again.
    """
    if number == press_number():
        st.session_state[_PRESSES] = number + 1
        st.session_state[_PENDING] = _Pending(number, press)
        return
    last = _pending()
    if last is not None and last.number == number and last.is_told and last.done is not None:
        url.put(**last.done.parameters)


def requested() -> Press | None:
    """Return what was asked for and is not carried out yet."""
    pending = _pending()
    return None if pending is None or pending.is_begun else pending.press


def carry_out() -> None:
    """Do what was asked for, once. An error of ours ends the run, and only that one: nothing is done again by itself."""
    pending = _pending()
    if pending is None or pending.is_begun:
        return
    pending.is_begun = True
    try:
        pending.done = pending.press.act()
    except (ClientError, WorkspaceError, OSError) as error:
        pending.problem = error
    except Exception:
        raise
    except BaseException:  # the script was ended in between: the next run begins again
        pending.is_begun = False
        raise


def take_done() -> Done | None:
    """Return what was done since this was last asked."""
    pending = _pending()
    if pending is None or pending.done is None or pending.is_told:
        return None
    pending.is_told = True
    return pending.done


def problem_at(place: str) -> Problem | None:
    """Return why what was last pressed at a place could not be done."""
    pending = _pending()
    return pending.problem if pending is not None and pending.press.place == place else None


def _pending() -> _Pending | None:
    pending: _Pending | None = st.session_state.get(_PENDING)
    return pending
