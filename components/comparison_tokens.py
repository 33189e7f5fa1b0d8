"""The sides of an open comparison: one token each, with what can be done to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from components.comparison_words import side_text
from components.failure import plain
from components.shell import draw_link, page_address
from lineup.comparing.letters import letter_of
from lineup.contract.pipelines import DRAFT
from lineup.workspace.comparison_model import ComparedSide


@dataclass(frozen=True)
class TokenAction:
    """A button in a token, and what pressing it does; `note` says what that means."""

    name: str
    label: str
    icon: str
    press: Callable[[], None]
    note: str = ""


def token_text(side: ComparedSide, position: int) -> str:
    """Return a token's words, as markdown: its letter, its label, and that the first is the baseline."""
    baseline = " · baseline" if not position else ""
    return f"**{letter_of(position)}** {plain(side_text(side))}{baseline}"


def steps_text(side: ComparedSide) -> str:
    """Return a side's steps as `convert → extract`."""
    return " → ".join(str(step.get("type", "?")) for step in side.steps)


def what_text(side: ComparedSide) -> str:
    """Return what a side is, in a sentence."""
    if side.version is None:
        return "Executions of the past: nothing is run for it."
    if side.version == DRAFT:
        return f"The draft as it was when it was compared, configuration {side.config_hash}."
    return f"Version {side.version}, configuration {side.config_hash}."


def draw_token(
    side: ComparedSide,
    position: int,
    actions: Sequence[TokenAction],
    note: str,
    *,
    key: str,
    turn: str,
) -> None:
    """Draw a side's token; opened it says what the side is, has its buttons, and notes what can't be done.

    Another `turn` closes it.
    """
    with st.popover(token_text(side, position), key=f"{key}-opened-{turn}"):
        st.markdown(plain(what_text(side)))
        if side.steps:
            st.caption(plain(steps_text(side)))
        st.caption(plain(side.key))
        for action in actions:
            st.button(
                action.label,
                icon=action.icon,
                key=f"{key}-{action.name}",
                width="stretch",
                on_click=action.press,
            )
            if action.note:
                st.caption(action.note)
        if note:
            st.caption(note)
        _draw_way(side)


def _draw_way(side: ComparedSide) -> None:
    if side.version is None and side.key.startswith("pex_"):
        draw_link("Open the execution", page_address("execution", {"id": side.key}))
    else:
        address = page_address("pipelines", {"pipeline": side.pipeline_id})
        draw_link("Open the pipeline", address)
