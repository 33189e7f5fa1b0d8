"""Running an execution again from a step: which steps it can begin with, what is then reused, and what is billed again."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from components.failure import plain
from components.formatting import charge_cents, money_text, rate_text
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.rates import RateBreakdown, read_rate_breakdown
from lineup.contract.statuses import StepStatus

OnRerun = Callable[[int], None]
"""Called with the 0-based step to begin with."""


def rerun_steps(execution: Execution, *, has_results: bool) -> list[ExecutionStep]:
    """Return the steps that a re-run can begin with: every step before has a result that is still there."""
    possible: list[ExecutionStep] = []
    for step in execution.steps:
        possible.append(step)
        if step.state is not StepStatus.COMPLETED or not has_results:
            break
    return possible


def first_choice(steps: Sequence[ExecutionStep]) -> int:
    """Return the position of the step that people want to begin with: the one that went wrong, else the first."""
    return len(steps) - 1 if steps and steps[-1].state is not StepStatus.COMPLETED else 0


def rerun_text(execution: Execution, from_step: int) -> str:
    """Return what a re-run from the step reuses and what it bills again."""
    reused = [step for step in execution.steps if step.step_index < from_step]
    anew = [step for step in execution.steps if step.step_index >= from_step]
    price = _price_text(read_rate_breakdown(execution.rate_breakdown), from_step)
    parts = [
        f"Reuses {_names(reused)} free" if reused else "",
        f"Runs {_names(anew)} anew, {price}",
    ]
    return " · ".join(part for part in parts if part)


def draw_rerun(
    execution: Execution, steps: Sequence[ExecutionStep], *, key: str, on_rerun: OnRerun
) -> None:
    """Draw the choice of a step to begin again with, and the button that does."""
    with st.popover("Re-run from…", icon=":material/replay:", key=key):
        step = st.selectbox(
            "From step",
            steps,
            index=first_choice(steps),
            format_func=lambda step: f"{step.step_index} {step.step_type}",
            key=f"{key}-step",
        )
        draw_rerun_from(execution, step, key=f"{key}-chosen", on_rerun=on_rerun)


def draw_rerun_from(
    execution: Execution, step: ExecutionStep, *, key: str, on_rerun: OnRerun
) -> None:
    """Draw what a re-run from the step means, and the button that starts it."""
    st.markdown(plain(rerun_text(execution, step.step_index)))
    st.button(
        f"Re-run from step {step.step_index} {plain(step.step_type)}",
        key=key,
        on_click=on_rerun,
        args=(step.step_index,),
    )


def _names(steps: Sequence[ExecutionStep]) -> str:
    names = [f"{step.step_index} {step.step_type}" for step in steps]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _price_text(breakdown: RateBreakdown | None, from_step: int) -> str:
    rates = [
        rate.rate_per_1000_cents
        for rate in (breakdown.steps if breakdown else ())
        if rate.step_index is not None and rate.step_index >= from_step
    ]
    if breakdown is None or not rates:
        return "billed again"
    rate = sum(rates, Decimal(0))
    if breakdown.page_count is None:
        return f"billed again at {rate_text(rate)}"
    return f"billed again: about {money_text(charge_cents(breakdown.page_count, rate))}"
