"""The buttons by which a difference is judged, each with its key."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from state.judging_turns import Press

OnPress = Callable[[Press], None]
"""Carries a press out, before the reader runs again."""


@dataclass(frozen=True)
class VerdictButton:
    """A button: what it says, the key of the keyboard that presses it, and what it means.

    `is_chosen` says that this is what the person decided before.
    """

    label: str
    shortcut: str | None
    key: str
    press: Press
    is_chosen: bool = False
    is_possible: bool = True


def draw_verdict_buttons(buttons: Sequence[VerdictButton], *, on_press: OnPress) -> None:
    """Draw buttons one beside the other, in the container that is open."""
    for button in buttons:
        st.button(
            button.label,
            key=button.key,
            icon=":material/check:" if button.is_chosen else None,
            type="primary" if button.is_chosen else "secondary",
            shortcut=button.shortcut,
            disabled=not button.is_possible,
            on_click=on_press,
            args=(button.press,),
        )


def draw_several(
    groups: Mapping[str, frozenset[str]],
    *,
    key: str,
    on_save: Callable[[str, dict[str, frozenset[str]]], None],
) -> None:
    """Draw the choice of several right readings, by their letters, and the button that keeps it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption("Several are right:", width="content")
        chosen = st.pills(
            "Several are right",
            list(groups),
            selection_mode="multi",
            key=key,
            label_visibility="collapsed",
            width="content",
        )
        st.button(
            "Save these",
            key=f"{key}-save",
            disabled=not chosen,
            on_click=on_save,
            args=(key, dict(groups)),
        )
