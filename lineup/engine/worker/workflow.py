"""The durable workflow of an execution: DBOS checkpoints each step, and a crash resumes at the one that had not ended."""

from dbos import DBOS

from lineup.engine.queue import WORKFLOW
from lineup.engine.worker.course import Course, Moves, carry_out
from lineup.engine.worker.runner import ExecutionRunner
from lineup.engine.worker.shift import Shift

_MAX_RECOVERIES = 30
"""How often an execution is resumed after crashes before the engine gives it up.

Documents can't crash a worker, only its children: what a worker dies of is most often not the execution's fault.
"""


def register_workflow(runner: ExecutionRunner, shift: Shift) -> None:
    """Register the workflow over a runner; to be called before DBOS is launched. The shift's end parks it between steps.

    The steps are async and preemptible, so that a cancellation reaches the child at once. Their names are part of the
    checkpoints and must stay. The end is no step: coming again it changes nothing, so that a record of it would be for nothing.
    """

    @DBOS.step(name="begin", preemptible=True)
    async def begin(execution_id: str) -> Course:
        return await runner.begin(execution_id)

    @DBOS.step(name="open_sections", preemptible=True)
    async def open_sections(execution_id: str, step_index: int) -> list[int]:
        return await runner.open_sections(execution_id, step_index)

    @DBOS.step(name="run_step", preemptible=True)
    async def run_step(execution_id: str, step_index: int) -> bool:
        return await runner.run_step(execution_id, step_index)

    moves = Moves(begin, open_sections, run_step, runner.end)

    @DBOS.workflow(name=WORKFLOW, max_recovery_attempts=_MAX_RECOVERIES)
    async def execution(execution_id: str) -> None:
        with shift.working_on(execution_id):
            await shift.may_go_on(execution_id)
            await carry_out(execution_id, moves, shift.may_go_on)
