"""The order in which an execution's steps are done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_FIRST_AFTER_SEGMENT = 2
"""The first place where a step may follow segment. Executions that were begun before there were sections have none there,
so that what DBOS recorded of them still fits."""


Course = list[bool] | int
"""Of each step whether sections may come before it. Only the number of steps was recorded of executions begun before that."""


@dataclass(frozen=True)
class Moves:
    """What is done with an execution; each but the end is recorded, and what was recorded is not done again after a crash."""

    begin: Callable[[str], Awaitable[Course]]
    open_sections: Callable[[str, int], Awaitable[list[int]]]
    run_step: Callable[[str, int], Awaitable[bool]]
    end: Callable[[str], Awaitable[None]]


async def carry_out(
    execution_id: str, moves: Moves, may_go_on: Callable[[str], Awaitable[None]]
) -> None:
    """Do the steps one after another until one fails. A step's sections come before it: it merges what they leave.

    A section that fails stops neither the others nor the step.
    """
    for step_index, has_sections in enumerate(_course(await moves.begin(execution_id))):
        if has_sections:
            for section in await moves.open_sections(execution_id, step_index):
                await may_go_on(execution_id)
                await moves.run_step(execution_id, section)
        await may_go_on(execution_id)
        if not await moves.run_step(execution_id, step_index):
            break
    await moves.end(execution_id)


def _course(begun: Course) -> list[bool]:
    if isinstance(begun, int):
        return [step_index >= _FIRST_AFTER_SEGMENT for step_index in range(begun)]
    return begun
