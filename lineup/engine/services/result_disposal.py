"""Deleting the results of executions: when somebody asks for it, and when they have been kept long enough."""

import time
from dataclasses import dataclass
from datetime import timedelta

from lineup.clock import Clock
from lineup.contract.executions import Execution
from lineup.engine.blobs import BlobStore, results_folder
from lineup.engine.store.document_use import Discard
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.result_deletion import ResultDeletion

_BATCH = 100
_REST_SECONDS = 0.01
"""Between two executions that expired: without it, others that write to SQLite would hardly get their turn."""


@dataclass(frozen=True)
class ResultDisposal:
    """Deletes what executions left: step results, checkpoints, page images, and the document if nothing else needs it.

    The rows change first. What a crash leaves after that nobody is shown any more, and the sweep deletes it.
    """

    executions: ExecutionStore
    deletion: ResultDeletion
    blobs: BlobStore
    discard: Discard

    def delete_results(self, execution_id: str) -> Execution:
        """Delete an execution's results and return the execution, which stays in the lists; twice does no harm.

        Raises NotFound, and NotPossible for one that has not ended.
        """
        execution = self.executions.get_execution(
            execution_id
        )  # before its id becomes a folder's name
        folder = results_folder(execution.execution_id)
        stored = list(self.blobs.list_keys(folder))
        leftovers = self.deletion.mark_results_deleted(execution_id, stored)
        if leftovers.blob_keys.issuperset(stored):
            self.blobs.delete_folder(folder)
            stored_elsewhere = leftovers.blob_keys.difference(stored)
        else:
            stored_elsewhere = leftovers.blob_keys
        for key in stored_elsewhere:
            self.blobs.delete(key)
        if leftovers.document is not None:
            self.deletion.discard_document(leftovers.document, self.discard)
        return execution

    def delete_expired(self, clock: Clock, retention: timedelta) -> None:
        """Delete the results of all executions that ended longer ago than the retention, in small transactions."""
        while expired := self.deletion.list_expired(clock() - retention, _BATCH):
            for execution_id in expired:
                self.delete_results(execution_id)
                time.sleep(_REST_SECONDS)
