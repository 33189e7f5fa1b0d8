"""The order in which an execution's steps are done."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

_FIRST_AFTER_SEGMENT = 2
"""The first place where a step may follow segment. Executions that were begun before there were sections have none there,
so that what DBOS recorded of them still fits."""


@dataclass(frozen=True)
class Moves:
    """What is done with an execution; each is recorded, and what was recorded is not done again after a crash."""

    begin: Callable[[str], Awaitable[int]]
    open_sections: Callable[[str, int], Awaitable[list[int]]]
    run_step: Callable[[str, int], Awaitable[bool]]
    end: Callable[[str], Awaitable[None]]


async def carry_out(
    execution_id: str, moves: Moves, may_go_on: Callable[[str], Awaitable[None]]
) -> None:
    """Do the steps one after another until one fails. A step's sections come before it: it merges what they leave.

    A section that fails stops neither the others nor the step.
    """
    for step_index in range(await moves.begin(execution_id)):
        for section in await _sections(execution_id, step_index, moves):
            await may_go_on(execution_id)
            await moves.run_step(execution_id, section)
        await may_go_on(execution_id)
        if not await moves.run_step(execution_id, step_index):
            break
    await moves.end(execution_id)


async def _sections(execution_id: str, step_index: int, moves: Moves) -> list[int]:
    if step_index < _FIRST_AFTER_SEGMENT:
        return []
    return await moves.open_sections(execution_id, step_index)
