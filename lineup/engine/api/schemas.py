"""The wire models under the names that the published OpenAPI gives them."""

from lineup.contract.executions import Execution, ExecutionStep
from lineup.contract.pipelines import Pipeline, PipelineVersion


class PipelineResponse(Pipeline):
    """A pipeline as the API answers it."""


class PipelineVersionResponse(PipelineVersion):
    """A published version as the API answers it."""


class PipelineExecutionStepResponse(ExecutionStep):
    """One step of an execution as the API answers it."""


class PipelineExecutionResponse(Execution):
    """An execution as the API answers it."""

    steps: tuple[PipelineExecutionStepResponse, ...]
