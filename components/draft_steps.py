"""The steps of a draft: which one is open, and what can be added, moved and taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.failure import plain
from components.setting_fields import FieldKind
from components.setting_widgets import choice_text
from components.settings_schema import setting_fields
from components.step_names import cut_name
from components.step_order import (
    Addition,
    impossible_additions,
    possible_additions,
    step_title,
    why_not_moved,
    why_not_removed,
)
from lineup.contract.installed_processors import CUSTOM, InstalledProcessors
from lineup.contract.pipelines import PipelineStep

_MOST_FACTS = 3


@dataclass(frozen=True)
class StepMove:
    """A step that is to stand at another position; None takes it away."""

    position: int
    to: int | None


def choose_step(
    steps: Sequence[PipelineStep], opened: int, known: InstalledProcessors, *, key: str
) -> int:
    """Draw the steps in their order and return the position of the one chosen, at first the opened one."""
    chosen = st.radio(
        "Steps",
        range(len(steps)),
        index=opened,
        format_func=lambda position: step_label(steps, position, known),
        captions=[step_facts(step, known) for step in steps],
        key=key,
    )
    return opened if chosen is None else chosen


def step_label(steps: Sequence[PipelineStep], position: int, known: InstalledProcessors) -> str:
    """Return a step's name as markdown, numbered as in executions: `0 Convert`."""
    return f"{position} {plain(cut_name(step_title(steps[position], known)))}"


def steps_text(steps: Sequence[PipelineStep], known: InstalledProcessors) -> str:
    """Return a pipeline in words: `Convert → Segment → Extract`."""
    return " → ".join(cut_name(step_title(step, known)) for step in steps) or "no steps"


def step_facts(step: PipelineStep, known: InstalledProcessors) -> str:
    """Return the choices that a step makes, as markdown: `Balanced`; of a custom step only those that are set."""
    processor = known.find(step)
    fields = setting_fields((processor.settings_schema if processor else None) or {})
    told = [
        choice_text(str(field.value(step.settings)))
        for field in fields
        if field.kind is FieldKind.CHOICE
        and field.value(step.settings) in field.choices
        and (step.type != CUSTOM or field.is_set(step.settings))
    ]
    rubric = ["scored"] if step.eval_rubric_id is not None else []
    return plain(" · ".join([*told[:_MOST_FACTS], *rubric]))


def choose_addition(
    steps: Sequence[PipelineStep], known: InstalledProcessors, *, key: str
) -> Addition | None:
    """Draw what can be added and where, and say why the rest can't be; return what was chosen."""
    possible = possible_additions(steps, known)
    with st.popover("Add a step", icon=":material/add:", key=key):
        chosen = [
            addition
            for number, addition in enumerate(possible)
            if st.button(
                addition_label(addition, steps, known),
                key=f"{key}-{number}",
                help=plain(addition.processor.description) or None,
                width="stretch",
            )
        ]
        if not possible:
            st.markdown("Nothing can be added to these steps.")
        reasons = impossible_additions(steps, known)
        if reasons:
            st.caption("  \n".join(plain(reason) for reason in reasons))
    return chosen[0] if chosen else None


def addition_label(
    addition: Addition, steps: Sequence[PipelineStep], known: InstalledProcessors
) -> str:
    """Return `Segment, after 0 Convert` as markdown."""
    title = plain(cut_name(addition.processor.title))
    if addition.position == 0:
        return f"{title}, as the first step"
    return f"{title}, after {step_label(steps, addition.position - 1, known)}"


def choose_move(
    steps: Sequence[PipelineStep], position: int, known: InstalledProcessors, *, key: str
) -> StepMove | None:
    """Draw the buttons that move the step or take it away, with the reason where one can't, and return what was chosen."""
    up = why_not_moved(steps, position, position - 1, known)
    down = why_not_moved(steps, position, position + 1, known)
    gone = why_not_removed(steps, position, known)
    with st.container(horizontal=True):
        is_up = st.button("↑ Earlier", key=f"{key}-up", disabled=bool(up), help=_reason(up))
        is_down = st.button("↓ Later", key=f"{key}-down", disabled=bool(down), help=_reason(down))
        is_gone = st.button(
            "Remove",
            key=f"{key}-gone",
            icon=":material/delete:",
            disabled=bool(gone),
            help=_reason(gone),
        )
    why = move_reasons(up, down, gone)
    if why:
        st.caption("  \n".join(plain(reason) for reason in why))
    if is_gone:
        return StepMove(position, None)
    return StepMove(position, position + (1 if is_down else -1)) if is_up or is_down else None


def move_reasons(up: str | None, down: str | None, gone: str | None) -> list[str]:
    """Return what is said below the buttons: why a step can't move or go, but for what the list shows anyway."""
    told = {"Can't be earlier": up, "Can't be later": down, "Can't be removed": gone}
    plain_to_see = {"It is the first step.", "It is the last step."}
    return [f"{what}: {why}" for what, why in told.items() if why and why not in plain_to_see]


def _reason(why: str | None) -> str | None:
    return plain(why) if why else None
