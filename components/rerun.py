"""Running an execution again from a step: which steps it can begin with, what is then reused, and what is billed again."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import streamlit as st

from components.failure import plain
from components.formatting import charge_cents, count_text, money_text, rate_text
from components.step_names import step_names
from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.rates import RateBreakdown, read_rate_breakdown
from lineup.contract.statuses import StepStatus

OnRerun = Callable[[int], None]
"""Called with the 0-based step to begin with."""


def rerun_steps(execution: Execution, *, has_results: bool) -> list[ExecutionStep]:
    """Return the steps that a re-run can begin with: every step before has a result that is still there.

    Of the sections those that failed can be done again alone.
    """
    possible: list[ExecutionStep] = []
    for step in execution.steps:
        if step.section is not None:
            continue
        possible.append(step)
        if step.state is not StepStatus.COMPLETED or not has_results:
            break
    failed = [step for step in execution.steps if step.section and step.state is StepStatus.FAILED]
    return [*possible, *(failed if has_results else [])]


def first_choice(steps: Sequence[ExecutionStep]) -> int:
    """Return the position of the step that people want to begin with: the one that went wrong, else the first."""
    open_steps = [at for at, step in enumerate(steps) if step.state is not StepStatus.COMPLETED]
    return open_steps[-1] if open_steps else 0


def rerun_text(execution: Execution, from_step: int) -> str:
    """Return what a re-run from the step reuses and what it bills again."""
    chosen = next((step for step in execution.steps if step.step_index == from_step), None)
    if chosen is not None and chosen.section is not None:
        return _section_text(execution, chosen)
    planned = [step for step in execution.steps if step.section is None]
    reused = [step for step in planned if step.step_index < from_step]
    anew = [step for step in planned if step.step_index >= from_step]
    price = _price_text(read_rate_breakdown(execution.rate_breakdown), from_step)
    parts = [
        f"Reuses {_names(reused)} free" if reused else "",
        f"Runs {_names(anew)} anew{price}",
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
            format_func=lambda step: step_names(execution.steps)[step.step_index],
            key=f"{key}-step",
        )
        draw_rerun_from(execution, step, key=f"{key}-chosen", on_rerun=on_rerun)


def draw_rerun_from(
    execution: Execution, step: ExecutionStep, *, key: str, on_rerun: OnRerun
) -> None:
    """Draw what a re-run from the step means, and the button that starts it."""
    st.markdown(plain(rerun_text(execution, step.step_index)))
    st.button(
        _button_text(execution, step),
        key=key,
        on_click=on_rerun,
        args=(step.step_index,),
    )


def _button_text(execution: Execution, step: ExecutionStep) -> str:
    name = plain(step_names(execution.steps)[step.step_index])
    if step.section is None:
        return f"Re-run from step {name}"
    others = _others_without_result(execution, step)
    return f"Re-run the {others + 1} sections without a result" if others else f"Re-run only {name}"


def _section_text(execution: Execution, step: ExecutionStep) -> str:
    """Return what a re-run of one section does: those that completed are reused, the others that failed run too."""
    of_step = [each for each in execution.steps if each.section is not None]
    done = sum(each.state is StepStatus.COMPLETED for each in of_step)
    others = _others_without_result(execution, step)
    reused = f"Reuses the steps before and {count_text(done, 'section')} free"
    also = f" and {count_text(others, 'other section')} without a result" if others > 0 else ""
    return f"{reused} · Runs {step_names(execution.steps)[step.step_index]}{also} anew, billed by its pages"


def _others_without_result(execution: Execution, step: ExecutionStep) -> int:
    return sum(
        each.section is not None and each.state is not StepStatus.COMPLETED
        for each in execution.steps
        if each.step_index != step.step_index
    )


def _names(steps: Sequence[ExecutionStep]) -> str:
    names = [f"{step.step_index} {step.step_type}" for step in steps]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _price_text(breakdown: RateBreakdown | None, from_step: int) -> str:
    rates = [
        rate.rate_per_1000_cents
        for rate in (breakdown.steps if breakdown else ())
        if rate.step_index is not None and rate.step_index >= from_step and rate.section_of is None
    ]
    if breakdown is None or not rates:
        return ", which is billed"
    rate = sum(rates, Decimal(0))
    if breakdown.page_count is None:
        return f" at {rate_text(rate)}"
    return f" for about {money_text(charge_cents(breakdown.page_count, rate))}"
