"""What our engine lets people do to an execution beyond the Pipelines API (rulings 2)."""

from lineup.contract.executions import Execution
from lineup.contract.records import ExecutionRecord, RerunRequest
from lineup.engine.api.dependencies import EngineCaller, EngineServices, ServerUrl
from lineup.engine.api.routers import keyed_router
from lineup.engine.api.schemas import PipelineExecutionResponse

router = keyed_router("/api/v1/lineup/executions/{execution_id}", "lineup")


@router.post("/cancel", response_model=PipelineExecutionResponse)
def cancel_execution(services: EngineServices, execution_id: str) -> Execution:
    """Cancel an execution; one that has ended is returned as it is."""
    return services.control.cancel(execution_id)


@router.post("/rerun", response_model=PipelineExecutionResponse)
def rerun_execution(
    services: EngineServices,
    caller: EngineCaller,
    server_url: ServerUrl,
    execution_id: str,
    body: RerunRequest,
) -> Execution:
    """Run an execution again from a step: the answer is a new pending execution."""
    return services.control.rerun(execution_id, body.from_step, caller, server_url)


@router.delete("/results", response_model=PipelineExecutionResponse)
def delete_execution_results(services: EngineServices, execution_id: str) -> Execution:
    """Delete an ended execution's results, now and for good; the execution itself stays."""
    return services.disposal.delete_results(execution_id)


@router.get("/record")
def get_execution_record(services: EngineServices, execution_id: str) -> ExecutionRecord:
    """Return what happened to an execution, beyond what the Pipelines API tells."""
    return services.executions.get_record(execution_id)
