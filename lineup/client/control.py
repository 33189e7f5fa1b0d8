"""What our engine lets people do to an execution (its own calls, rulings 2)."""

from lineup.client.funnel import Funnel
from lineup.client.paths import to
from lineup.contract.executions import Execution
from lineup.contract.records import ExecutionRecord


class ControlCalls(Funnel):
    """The calls below `/lineup/executions/{id}`; `Feature` says which a server has."""

    def cancel_execution(self, execution_id: str) -> Execution:
        """Cancel an execution and return it; one that has ended stays as it is."""
        return self._call(Execution, "POST", _of(execution_id, "cancel"))

    def rerun_execution(self, execution_id: str, from_step: int) -> Execution:
        """Start an execution again from a 0-based step and return the new, pending one."""
        body = {"from_step": from_step}
        return self._call(Execution, "POST", _of(execution_id, "rerun"), json=body)

    def get_record(self, execution_id: str) -> ExecutionRecord:
        """Fetch what happened to an execution: attempts, reuse, exact cost."""
        return self._call(ExecutionRecord, "GET", _of(execution_id, "record"))

    def delete_results(self, execution_id: str) -> Execution:
        """Delete what an ended execution left, and return it; it stays in the lists."""
        return self._call(Execution, "DELETE", _of(execution_id, "results"))


def _of(execution_id: str, call: str) -> str:
    return to("lineup", "executions", execution_id, call)
