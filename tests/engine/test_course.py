"""In which order an execution's steps are done, and which of its moves are recorded."""

import asyncio

import pytest

from lineup.engine.worker.course import Course, Moves, carry_out


class Recorded:
    """Moves that only remember that they were made; the step `failing` fails."""

    def __init__(self, course: Course, failing: int | None = None) -> None:
        self.made: list[str] = []
        self._course = course
        self._failing = failing

    async def begin(self, _execution_id: str) -> Course:
        return self._course

    async def open_sections(self, _execution_id: str, step_index: int) -> list[int]:
        self.made.append(f"sections of {step_index}")
        return [10 * step_index, 10 * step_index + 1]

    async def run_step(self, _execution_id: str, step_index: int) -> bool:
        self.made.append(f"step {step_index}")
        return step_index != self._failing

    async def end(self, _execution_id: str) -> None:
        self.made.append("end")


async def _go_on(_execution_id: str) -> None:
    return None


@pytest.mark.parametrize(
    ("course", "failing", "made"),
    [
        pytest.param([False, False], None, ["step 0", "step 1", "end"], id="plain"),
        pytest.param([False, False], 0, ["step 0", "end"], id="first fails"),
        pytest.param([], None, ["end"], id="no document"),
        pytest.param(
            [False, True],
            None,
            ["step 0", "sections of 1", "step 10", "step 11", "step 1", "end"],
            id="sections",
        ),
        pytest.param(
            [False, True],
            10,
            ["step 0", "sections of 1", "step 10", "step 11", "step 1", "end"],
            id="a section fails",
        ),
        pytest.param(
            3,
            None,
            ["step 0", "step 1", "sections of 2", "step 20", "step 21", "step 2", "end"],
            id="begun by a version that looked for sections from the third step on",
        ),
    ],
)
def test_the_steps_are_done_in_order(course: Course, failing: int | None, made: list[str]) -> None:
    recorded = Recorded(course, failing)
    moves = Moves(recorded.begin, recorded.open_sections, recorded.run_step, recorded.end)

    asyncio.run(carry_out("pex_1", moves, _go_on))

    assert recorded.made == made
