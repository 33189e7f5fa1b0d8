"""Keeping what a server still has of an execution that has ended: its record and every step's result."""

from lineup.client import Client
from lineup.client.errors import ClientError, ErrorKind
from lineup.contract.executions import Execution
from lineup.contract.extension import Feature
from lineup.contract.records import ExecutionRecord
from lineup.contract.statuses import StepStatus
from lineup.contract.wire import JsonObject
from lineup.workspace.archive import Archive, Archived, Ended

_PASSING = {
    ErrorKind.UNREACHABLE,
    ErrorKind.OVERLOADED,
    ErrorKind.RATE_LIMIT,
    ErrorKind.SERVER,
    ErrorKind.AUTHENTICATION,
    ErrorKind.PAYMENT,
    ErrorKind.PERMISSION,
}
"""What may be over later: the result is asked for again instead of being written off for good."""

_GONE = "The server no longer has this result."


def archive_execution(
    client: Client, archive: Archive, server: str, execution: Execution, document: str | None
) -> Archived:
    """Keep an execution that has ended and return it; one that is kept already is not asked for again.

    Raises ClientError where the server does not answer for the moment: nothing is kept then, and it can be tried again.
    """
    known = archive.find(server, [execution.execution_id]).get(execution.execution_id)
    if known is not None:
        return known
    results: dict[int, JsonObject] = {}
    missing: dict[int, str] = {}
    for step in execution.steps:
        if step.state is not StepStatus.COMPLETED:
            missing[step.step_index] = step.error_message or f"The step was {step.status}."
            continue
        try:
            result = client.get_step_result(execution.execution_id, step.step_index)
            results[step.step_index] = result.model_dump(mode="json", by_alias=True)
        except ClientError as error:
            if error.kind in _PASSING:
                raise
            is_gone = error.kind is ErrorKind.NOT_FOUND
            missing[step.step_index] = _GONE if is_gone else error.sentence
    record = _record(client, execution.execution_id)
    return archive.add(server, Ended(execution, document, record, results, missing))


def _record(client: Client, execution_id: str) -> ExecutionRecord | None:
    """Return what an engine of ours tells beside the API; None from another server."""
    capabilities = client.get_capabilities()
    if capabilities is None or not capabilities.has(Feature.RECORD):
        return None
    try:
        return client.get_record(execution_id)
    except ClientError as error:
        if error.kind in _PASSING:
            raise
        return None
