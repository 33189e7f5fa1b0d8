"""Choosing what is compared: a row for each side, the baseline first."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from components.choice_words import told_apart
from components.formatting import version_text
from components.limits import cut_line
from components.run_inputs import version_choices
from components.run_options import draw_field_problem
from lineup.compare.sides import FEWEST, MOST
from lineup.comparing.letters import letter_of
from lineup.contract.pipelines import DRAFT, Pipeline
from state.comparison_sides import SideChoice, side_name
from state.comparison_suggestions import is_same_configuration

OnChange = Callable[[Sequence[str]], None]
"""Called with the sides' names as they are from now on."""

_MOST_WORDS = 60


def edit_sides(
    sides: Sequence[SideChoice],
    pipelines: Sequence[Pipeline],
    problems: Mapping[int, str],
    *,
    key: str,
    on_change: OnChange,
) -> list[str]:
    """Draw the sides with what is wrong beside each, and return their names as they were chosen.

    Buttons call back, because the rows are others then.
    """
    chosen: list[str] = []
    for position, side in enumerate(sides):
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            label = position_text(position)
            chosen.append(edit_side(side, label, pipelines, key=f"{key}-{position}"))
            _draw_moves(sides, position, key=f"{key}-{position}", on_change=on_change)
        draw_field_problem(problems.get(position))
    return chosen


def edit_side(side: SideChoice, label: str, pipelines: Sequence[Pipeline], *, key: str) -> str:
    """Draw one side under a label and return its name as it was chosen."""
    if side.execution is not None or side.pipeline is None:
        st.text_input(label, value=_words(side), disabled=True, key=f"{key}-past")
        return side.name
    known = {one.pipeline_id: one for one in (*pipelines, side.pipeline)}
    ids, titles = list(known), told_apart({each: one.title for each, one in known.items()})
    picked = st.selectbox(
        label,
        ids,
        index=ids.index(side.pipeline.pipeline_id),
        format_func=lambda each: titles[each],
        key=f"{key}-pipeline",
    )
    if picked != side.pipeline.pipeline_id:
        return side_name(str(picked), known[str(picked)].default_version)
    numbers = version_choices(side.pipeline, side.versions)
    number = DRAFT if side.number is None else side.number
    chosen = st.selectbox(
        "Version",
        numbers,
        index=numbers.index(number) if number in numbers else None,
        format_func=lambda each: version_words(known[str(picked)], side, each),
        key=f"{key}-version",
    )
    return side.name if chosen is None else side_name(str(picked), chosen)


def edit_past(*, key: str) -> str:
    """Draw the field for an execution of the past and return what was typed into it: its id, or its link."""
    with st.popover("Add a past execution", icon=":material/history:", key=key):
        typed = st.text_input(
            "Its id, or its link",
            key=f"{key}-name",
            placeholder="pex_…",
            help="Each execution's page has a link.",
        )
    return (typed or "").strip()


def position_text(position: int) -> str:
    """Return a side's letter, and that the first is the baseline, as markdown."""
    return f"**{letter_of(position)}**" + (", the baseline" if not position else "")


def side_problems(sides: Sequence[SideChoice]) -> dict[int, str]:
    """Return what is wrong with sides, by their positions."""
    found: dict[int, str] = {}
    for position, side in enumerate(sides):
        if side.problem:
            found[position] = side.problem
            continue
        twin = next((at for at in range(position) if sides[at].name == side.name), None)
        if twin is not None:
            found[position] = f"This is the same as {letter_of(twin)}: choose another version."
    return found


def sameness_text(sides: Sequence[SideChoice]) -> str:
    """Return which sides are other versions with the very same steps; empty where none are."""
    pairs = [
        f"{letter_of(at)} and {letter_of(other)}"
        for other in range(len(sides))
        for at in range(other)
        if sides[at].name != sides[other].name and is_same_configuration(sides[at], sides[other])
    ]
    if not pairs:
        return ""
    return (
        f"{', '.join(pairs)} have the same steps and settings: what differs between them is noise."
    )


def count_problem(sides: int) -> str | None:
    """Return that there are too few or too many sides; None if neither."""
    if sides < FEWEST:
        return f"Choose at least {FEWEST} sides to compare."
    return f"At most {MOST} sides are compared." if sides > MOST else None


def version_words(pipeline: Pipeline, side: SideChoice, number: int) -> str:
    """Return `v6 (active) · balanced, with currency`."""
    told = next((one.description for one in side.versions if one.version == number), None) or ""
    active = " (active)" if number and number == pipeline.active_version else ""
    short = cut_line(told, _MOST_WORDS)
    return f"{version_text(number)}{active}" + (f" · {short}" if short else "")


def _words(side: SideChoice) -> str:
    return f"{side.label} · {side.name}" if side.execution is not None else side.name


def _draw_moves(
    sides: Sequence[SideChoice], position: int, *, key: str, on_change: OnChange
) -> None:
    names = [side.name for side in sides]
    first = [names[position], *names[:position], *names[position + 1 :]]
    if position:
        st.button(
            "Make baseline",
            icon=":material/vertical_align_top:",
            type="tertiary",
            key=f"{key}-first",
            on_click=on_change,
            args=(first,),
        )
    if len(sides) > FEWEST:
        st.button(
            "Remove",
            icon=":material/close:",
            type="tertiary",
            key=f"{key}-remove",
            on_click=on_change,
            args=([*names[:position], *names[position + 1 :]],),
        )
