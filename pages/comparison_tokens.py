"""The sides of an open comparison as tokens, with what can be done to each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from components.comparison_tokens import TokenAction, draw_token
from components.comparison_words import side_text
from components.failure import plain
from lineup.compare.sides import FEWEST, MOST
from lineup.comparing.letters import letter_of
from lineup.workspace.comparison_model import Cell, ComparedSide, Comparison
from lineup.workspace.opening import Workspace
from state import comparison_changes, comparison_order, presses, url
from state.comparison_view import ComparisonView
from state.presses import Press

DO = "do"
"""The URL's parameter that opens a panel: `documents`, `side`, `publish`."""


@dataclass(frozen=True)
class Sides:
    """The sides as they are stored, those that are shown, and what may be done: `is_here` runs, drafts that are published.

    `unpublishable` says of the other drafts, by the sides' keys, why they can't be published.
    """

    stored: Comparison
    shown: Sequence[ComparedSide]
    cells: Sequence[Cell]
    publishable: Sequence[ComparedSide]
    unpublishable: Mapping[str, str]
    is_here: bool

    @property
    def keys(self) -> list[str]:
        """The keys of the sides that are shown, the baseline first."""
        return [side.key for side in self.shown]

    @property
    def stored_keys(self) -> list[str]:
        """The keys of all sides in their own order."""
        return [side.key for side in self.stored.sides]


def show_tokens(workspace: Workspace, sides: Sides, view: ComparisonView) -> None:
    """Show a token for each side, and what can be done with all of them."""
    turn = f"{presses.press_number()}-{url.revision('side', DO)}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for position, side in enumerate(sides.shown):
            actions = _actions(workspace, sides, position, view)
            note = sides.unpublishable.get(side.key, "")
            draw_token(side, position, actions, note, key=f"side-{side.key}", turn=turn)
        if len(sides.shown) == FEWEST:
            _draw_order("Swap", ":material/swap_horiz:", "swap", sides, sides.keys[::-1], view)
        for side in sides.stored.sides:
            if side.key not in sides.keys:
                label = f"Show {plain(side_text(side))}"
                keys = [*sides.keys, side.key]
                _draw_order(label, ":material/visibility:", f"show-{side.key}", sides, keys, view)
        if sides.is_here and len(sides.stored.sides) < MOST:
            _draw_panel("Add a side", ":material/add:", "side")
    if sides.keys[0] != sides.stored_keys[0]:
        _show_kept(workspace, sides, view)


def _show_kept(workspace: Workspace, sides: Sides, view: ComparisonView) -> None:
    act = partial(comparison_changes.keep_baseline, workspace, view.comparison_id, sides.keys[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            f"Only this address has {plain(side_text(sides.shown[0]))} as the baseline.",
            width="content",
        )
        st.button(
            "Keep it for all",
            type="tertiary",
            key="keep-baseline",
            on_click=presses.request,
            args=(presses.press_number(), Press(view.comparison_id, "Keeping the baseline…", act)),
        )


def _actions(
    workspace: Workspace, sides: Sides, position: int, view: ComparisonView
) -> list[TokenAction]:
    side, keys = sides.shown[position], sides.keys
    found: list[TokenAction] = []
    if position:
        order = comparison_order.with_baseline(keys, side.key)
        found.append(
            _ordering("baseline", "Make baseline", "vertical_align_top", sides, order, view)
        )
    if len(keys) > FEWEST:
        order = comparison_order.without(keys, side.key)
        found.append(_ordering("remove", "Remove from view", "visibility_off", sides, order, view))
    if sides.is_here and side.is_run:
        found.append(_repeating(workspace, sides, position, view))
    if side in sides.publishable:
        press = partial(url.put, **{DO: "publish"})
        found.append(TokenAction("publish", "Publish this draft…", ":material/publish:", press))
    return found


def _ordering(
    name: str, label: str, icon: str, sides: Sides, keys: Sequence[str], view: ComparisonView
) -> TokenAction:
    press = partial(comparison_order.show_sides, keys, sides.stored_keys, view.narrowing)
    return TokenAction(name, label, f":material/{icon}:", press)


def _repeating(
    workspace: Workspace, sides: Sides, position: int, view: ComparisonView
) -> TokenAction:
    side = sides.shown[position]
    own = [cell for cell in sides.cells if cell.side == side.key]
    known = max((cell.repeat for cell in own), default=0)
    runs = len({cell.document.key for cell in own})
    act = partial(
        comparison_changes.add_repeat, workspace, view.comparison_id, side, known_repeats=known
    )
    return TokenAction(
        "repeat",
        f"Run {letter_of(position)} again",
        ":material/replay:",
        partial(
            presses.request,
            presses.press_number(),
            Press(view.comparison_id, "Adding runs…", act),
        ),
        note=f"{runs:,} more runs without cache, billed as before, to tell how much changes by itself.",
    )


def _draw_order(
    label: str, icon: str, name: str, sides: Sides, keys: Sequence[str], view: ComparisonView
) -> None:
    st.button(
        label,
        icon=icon,
        type="tertiary",
        key=f"sides-{name}",
        on_click=comparison_order.show_sides,
        args=(keys, sides.stored_keys, view.narrowing),
    )


def _draw_panel(label: str, icon: str, panel: str) -> None:
    st.button(
        label,
        icon=icon,
        type="tertiary",
        key=f"panel-{panel}",
        on_click=url.put,
        kwargs={DO: panel},
    )
