"""What a run request came to, and the row that it becomes."""

from dataclasses import dataclass
from datetime import datetime

from lineup.contract.statuses import ExecutionStatus, StepStatus
from lineup.contract.wire import JsonObject
from lineup.engine.callers import Caller
from lineup.engine.store.delivery_rows import Webhook
from lineup.engine.store.execution_changes import take_over
from lineup.engine.store.section_rows import add_section_rows
from lineup.engine.store.steps import NewSection, ReusedStep
from lineup.engine.store.tables import ExecutionRow, StepRow
from lineup.ids import new_id


@dataclass(frozen=True)
class NewExecution:
    """What a run request came to: which version's steps, on which document, with which options and rates.

    `blob_key` is None while the document is still to be fetched from `input_config["file_url"]`. The first steps may be
    taken over from the execution that this one runs again, and so may some of its sections.
    """

    pipeline_id: str
    pipeline_version: int
    steps: tuple[JsonObject, ...]
    document_name: str | None
    blob_key: str | None
    config_snapshot: JsonObject
    input_config: JsonObject
    rate_breakdown: JsonObject
    caller: Caller
    source_execution_id: str | None = None
    taken_over: tuple[ReusedStep, ...] = ()
    sections: tuple[NewSection, ...] = ()
    webhook: Webhook | None = None


def new_row(new: NewExecution, now: datetime) -> ExecutionRow:
    """Return the row of a pending execution with its steps, those that it takes over completed."""
    row = ExecutionRow(
        execution_id=new_id("pex_"),
        pipeline_id=new.pipeline_id,
        pipeline_version=new.pipeline_version,
        status=ExecutionStatus.PENDING,
        document_name=new.document_name,
        blob_key=new.blob_key,
        created=now,
        source_execution_id=new.source_execution_id,
        config_snapshot=new.config_snapshot,
        input_config=new.input_config,
        rate_breakdown=new.rate_breakdown,
        key_id=new.caller.key_id,
        steps=_new_steps(new.steps),
    )
    for step, earlier in zip(row.steps, new.taken_over, strict=False):
        take_over(row, step, earlier, now)
    for step, section in zip(add_section_rows(row, new.sections), new.sections, strict=True):
        if section.earlier is not None:
            take_over(row, step, section.earlier, now)
    return row


def _new_steps(steps: tuple[JsonObject, ...]) -> list[StepRow]:
    return [
        StepRow(
            step_index=index,
            step_type=step["type"],
            status=StepStatus.PENDING,
            attempt=0,
            lookup_key=new_id("req_"),
            source_step_type=steps[index - 1]["type"] if index else None,
        )
        for index, step in enumerate(steps)
    ]
