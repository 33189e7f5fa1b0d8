"""The form of a new comparison: its name, who makes it, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.formatting import count_text
from state.comparison_sides import SideChoice

MAX_NAME = 200
"""The longest name of a comparison, in characters."""


@dataclass(frozen=True)
class FormState:
    """What was chosen so far: how many documents, how many of them can be run, who makes it, and what is wrong.

    `is_run` says that documents are run; else what was run before is compared.
    """

    chosen: int
    runnable: int
    is_run: bool
    person: str
    sides_problem: str | None = None
    has_problems: bool = False


def why_not(form: FormState) -> str | None:
    """Return what is missing before it can be compared; None if nothing is."""
    if form.sides_problem:
        return form.sides_problem
    if form.is_run and not form.chosen:
        return "Choose a document first."
    if form.is_run and not form.runnable:
        return "None of the documents can be run."
    if form.has_problems:
        return "Mend what is marked above first."
    return None if form.person else "Say who you are first."


def draw_nothing_run(among: int) -> None:
    """Draw what comparing without documents means, for so many executions to take it from, 0 for all."""
    of_each = "of each document the newest execution on each version is compared"
    if among:
        of_each = f"{count_text(among, 'execution')} that ran together are compared"
    st.caption(f"Nothing is run and nothing is billed: {of_each}, and past executions as they are.")


def suggested_name(sides: Sequence[SideChoice]) -> str:
    """Return `Invoices: v6 or draft`, or the sides' own labels where they are of several pipelines."""
    titles = {side.pipeline.title for side in sides if side.pipeline is not None}
    labels = [side.label for side in sides]
    if len(titles) == 1 and all(side.is_run for side in sides):
        title = next(iter(titles))
        labels = [label.removeprefix(f"{title} ") for label in labels]
        return f"{title}: {' or '.join(labels)}"[:MAX_NAME]
    return " or ".join(dict.fromkeys(labels))[:MAX_NAME]


def edit_name(suggested: str, *, key: str) -> str:
    """Draw the field for the name and return it; the suggested one if nothing is typed."""
    typed = st.text_input("Name", key=key, placeholder=suggested, max_chars=MAX_NAME)
    return (typed or "").strip() or suggested
