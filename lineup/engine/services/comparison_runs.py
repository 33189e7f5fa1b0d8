"""Starting the runs of comparisons: ordinary executions, as many at a time as who asked may have open."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection

from lineup.contract.executions import RunOptions
from lineup.contract.wire import JsonObject
from lineup.engine.blobs import BlobStore
from lineup.engine.errors import NotPossible, TooManyRequests
from lineup.engine.processors.registry import ProcessorRegistry, UnknownProcessorError
from lineup.engine.rate_card import RateCard
from lineup.engine.rates import rate_breakdown
from lineup.engine.services.comparison_variants import CONVERT
from lineup.engine.services.enqueueing import with_document
from lineup.engine.services.runs import RunQueue
from lineup.engine.services.snapshots import config_snapshot
from lineup.engine.store.comparison_work import (
    ComparisonWork,
    StartedBeforeError,
    WaitingRun,
)
from lineup.engine.store.executions import ExecutionStore
from lineup.engine.store.new_executions import NewExecution

_TREE = "json"


@dataclass(frozen=True)
class ComparisonStarter:
    """Starts what waits. All that it knows is in the rows, so that after a crash it goes on where it was."""

    work: ComparisonWork
    executions: ExecutionStore
    blobs: BlobStore
    queue: RunQueue
    card: RateCard
    processors: ProcessorRegistry

    def start_waiting(self) -> None:
        """Start the runs that there is room for; the others wait until some have ended."""
        for comparison in self.work.list_waiting():
            while runs := self.work.list_runs(comparison):
                if not all(self._is_settled(run) for run in runs):
                    break

    def _is_settled(self, run: WaitingRun) -> bool:
        """Start a run and return whether it need not be looked at again."""
        try:
            self.executions.require_room(run.caller)
            self._start(run)
        except TooManyRequests:
            return False
        except StartedBeforeError:
            pass
        except (NotPossible, UnknownProcessorError) as error:
            self.work.mark_not_started(run.run_id, str(error))
        return True

    def _start(self, run: WaitingRun) -> None:
        options = RunOptions(output_format=_with_tree(run.steps))
        new = NewExecution(
            pipeline_id=run.pipeline_id,
            pipeline_version=run.pipeline_version,
            steps=run.steps,
            document_name=run.file_name,
            blob_key=run.blob_key,
            config_snapshot=config_snapshot(
                run.pipeline_version, run.steps, self.processors, self.card
            ),
            input_config=_input_config(run, options),
            rate_breakdown=rate_breakdown(self.card, run.steps, None, options.output_format),
            caller=run.caller,
        )

        def enqueue(connection: Connection, execution_id: str) -> None:
            self.work.mark_started(connection, run.run_id, execution_id)
            self.queue.enqueue(connection, execution_id)

        self.executions.add_execution(new, with_document(enqueue, self.blobs, run.blob_key))


def _with_tree(steps: Sequence[JsonObject]) -> str | None:
    """Return convert's formats with the JSON tree, which tells pages and boxes; None where nothing is to be added.

    An extract step gives the tree by itself.
    """
    if steps[-1]["type"] != CONVERT:
        return None
    asked = str((steps[-1].get("settings") or {}).get("output_format") or "markdown")
    return None if _TREE in asked.split(",") else f"{asked},{_TREE}"


def _input_config(run: WaitingRun, options: RunOptions) -> JsonObject:
    told = asdict(options)
    told.pop("version")
    return {
        "filename": run.file_name,
        "file_url": run.reference,
        "sha256": run.blob_key.rpartition("/")[2],
        **told,
    }
