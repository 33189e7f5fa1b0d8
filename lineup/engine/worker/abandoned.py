"""Executions that DBOS has given up: ended, so that none seems to run for ever."""

from collections.abc import Callable, Mapping

from dbos import DBOS

from lineup.engine.store.executions import ExecutionStore

_UNDER_WAY = {"ENQUEUED", "DELAYED", "PENDING"}
"""Without SUCCESS: two workers can hold one execution for a moment, and the one that ends it may not be the one whose step counted."""

_BATCH = 500

FindStatuses = Callable[[list[str]], Mapping[str, str]]
"""Finds DBOS's status of executions by their ids; those that it does not know are missing."""


def close_abandoned(executions: ExecutionStore, find_statuses: FindStatuses) -> None:
    """End the open executions that DBOS will not carry on; those that end meanwhile stay as they are.

    It gives one up when it takes it from the queue, not at launch: so this is looked for again and again.
    """
    open_ids = executions.list_open()
    for start in range(0, len(open_ids), _BATCH):
        batch = open_ids[start : start + _BATCH]
        statuses = find_statuses(batch)
        for execution_id in batch:
            if statuses.get(execution_id) not in _UNDER_WAY:
                executions.mark_abandoned(
                    execution_id,
                    "The engine was interrupted too often while this ran and gave up: run it again.",
                )


def dbos_statuses(execution_ids: list[str]) -> Mapping[str, str]:
    """Return DBOS's status of the executions that it knows."""
    known = DBOS.list_workflows(workflow_ids=execution_ids, load_input=False, load_output=False)
    return {workflow.workflow_id: workflow.status for workflow in known}
