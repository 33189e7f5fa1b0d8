"""Choosing the sides of a new comparison."""

import re
from collections.abc import Sequence

import streamlit as st

from components.comparison_sides import (
    edit_past,
    edit_sides,
    sameness_text,
    side_problems,
)
from lineup.compare.sides import FEWEST, MOST
from lineup.contract.pipelines import Pipeline
from state import url
from state.comparison_sides import VERSION, SideChoice, read_sides, side_name
from state.comparison_suggestions import suggest_side
from state.connection import Connection

_EXECUTION = re.compile(r"pex_[A-Za-z0-9]+")


def choose_sides(connection: Connection, pipelines: Sequence[Pipeline]) -> list[SideChoice]:
    """Draw the sides that the URL names, filled up to two by those that are likely, and return them."""
    names = _names(connection, pipelines)
    sides = read_sides(connection, names)
    key = f"sides-{url.revision(VERSION)}"
    chosen = edit_sides(sides, pipelines, side_problems(sides), key=key, on_change=_put)
    if chosen != names:
        url.go(**{VERSION: chosen})
    if len(sides) < MOST:
        _offer_more(connection, sides, key)
    same = sameness_text(sides)
    if same:
        st.caption(same)
    return sides


def execution_in(text: str) -> str | None:
    """Return the id of the execution that a text, such as a link, names; None if it names none."""
    found = _EXECUTION.search(text)
    return found[0] if found else None


def _names(connection: Connection, pipelines: Sequence[Pipeline]) -> list[str]:
    names = url.texts(VERSION)[:MOST]
    if not names:
        names = [side_name(pipelines[0].pipeline_id, pipelines[0].default_version)]
    while len(names) < FEWEST:
        more = suggest_side(connection, read_sides(connection, names))
        if more is None:
            break
        names.append(more)
    return names


def _offer_more(connection: Connection, sides: Sequence[SideChoice], key: str) -> None:
    names = [side.name for side in sides]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        more = suggest_side(connection, sides)
        st.button(
            "Add a version",
            icon=":material/add:",
            disabled=more is None,
            key=f"{key}-add",
            on_click=_put,
            args=([*names, more],),
        )
        typed = edit_past(key=f"{key}-past")
    found = execution_in(typed)
    if typed and found is None:
        st.caption("That names no execution: its id begins with pex_, and its link has it too.")
    elif found is not None and found not in names:
        url.go(**{VERSION: [*names, found]})


def _put(names: Sequence[str]) -> None:
    url.put(**{VERSION: list(names)})
