"""What the SDK's tests run: steps, the text of their document, and how they wait for the end."""

from datalab_sdk import DatalabClient
from datalab_sdk.models import PipelineExecution, PipelineProcessor

SENTENCES = ("Sphinx of black quartz", "judge my vow")
FAST = [PipelineProcessor(type="convert", settings={"mode": "fast"})]
MANY_POLLS = 1_000
PAUSE_SECONDS = 0.05


def finished(sdk: DatalabClient, execution: PipelineExecution) -> PipelineExecution:
    """Return the execution as it ended, polled by the SDK."""
    return sdk.get_pipeline_execution(
        execution.execution_id, max_polls=MANY_POLLS, poll_interval=PAUSE_SECONDS
    )
