"""An execution's row as the wire shows it."""

from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.statuses import StepStatus
from lineup.engine.store.tables import ExecutionRow, StepRow


def result_path(execution_id: str, step_index: int) -> str:
    """Return the relative URL of a step's result, as the service writes it (contract §1.5)."""
    return f"/api/v1/pipelines/executions/{execution_id}/steps/{step_index}/result"


def to_execution(row: ExecutionRow) -> Execution:
    """Return the execution with its steps."""
    return Execution(
        execution_id=row.execution_id,
        pipeline_id=row.pipeline_id,
        pipeline_version=row.pipeline_version,
        status=row.status,
        steps=tuple(_to_step(row.execution_id, step) for step in row.steps),
        started_at=row.started_at,
        completed_at=row.completed_at,
        created=row.created,
        config_snapshot=row.config_snapshot,
        input_config=row.input_config,
        rate_breakdown=row.rate_breakdown,
    )


def _to_step(execution_id: str, step: StepRow) -> ExecutionStep:
    is_done = step.status == StepStatus.COMPLETED
    return ExecutionStep(
        step_index=step.step_index,
        step_type=step.step_type,
        status=step.status,
        lookup_key=step.lookup_key if step.attempt else None,
        result_url=result_path(execution_id, step.step_index) if is_done else None,
        started_at=step.started_at,
        finished_at=step.finished_at,
        error_message=step.error_message,
        source_step_type=step.source_step_type,
        checkpoint_id=step.checkpoint_id,
    )
