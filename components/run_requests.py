"""From what was chosen to what is asked of the server."""

from collections.abc import Sequence

from components.run_options import RunChoices
from lineup.contract.executions import RunOptions
from lineup.contract.output_formats import asked_format
from lineup.contract.pipelines import PipelineStep


def run_options(
    choices: RunChoices, version: int, steps: Sequence[PipelineStep], *, takes_several: bool
) -> RunOptions:
    """Return the options to send for a version; `takes_several` says whether the server reads a list of formats."""
    return RunOptions(
        page_range=choices.page_range_text,
        output_format=asked_format(choices.output_format, steps, takes_several=takes_several),
        run_evals=choices.run_evals,
        skip_cache=choices.skip_cache,
        webhook_url=choices.webhook_url,
        processing_location=choices.processing_location,
        version=version,
    )
