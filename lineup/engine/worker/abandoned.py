"""Executions that DBOS has given up: ended, so that none seems to run for ever."""

from dbos import DBOS

from lineup.engine.store.executions import ExecutionStore

_GAVE_UP = {"ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED", "SUCCESS"}
"""With SUCCESS: two workers can hold one execution for a moment, and the one that ends it may not be the one whose step counted."""

_BATCH = 500


def close_abandoned(executions: ExecutionStore) -> None:
    """End the open executions that DBOS will not carry on.

    It gives one up when it takes it from the queue, not at launch: so this is looked for again and again.
    """
    open_ids = executions.list_open()
    for start in range(0, len(open_ids), _BATCH):
        for execution_id in _given_up(open_ids[start : start + _BATCH]):
            executions.mark_abandoned(
                execution_id,
                "The engine was interrupted too often while this ran and gave up: run it again.",
            )


def _given_up(execution_ids: list[str]) -> list[str]:
    known = DBOS.list_workflows(workflow_ids=execution_ids, load_input=False, load_output=False)
    hopeful = {found.workflow_id for found in known if found.status not in _GAVE_UP}
    return [execution_id for execution_id in execution_ids if execution_id not in hopeful]
