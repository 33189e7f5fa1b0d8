"""From what was chosen to what is asked of the server."""

from collections.abc import Sequence

from components.run_options import RunChoices
from lineup.contract.executions import OUTPUT_FORMATS, RunOptions
from lineup.contract.pipelines import PipelineStep

_TREE = "json"
_DEFAULT_FORMAT = OUTPUT_FORMATS[0]


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


def asked_format(
    chosen: str | None, steps: Sequence[PipelineStep], *, takes_several: bool
) -> str | None:
    """Return the output format to ask for: json beside the chosen or the version's own, because the views need it."""
    if not takes_several:
        return chosen
    formats = [name.strip() for name in (chosen or version_format(steps)).split(",")]
    return ",".join(dict.fromkeys([*formats, _TREE]))


def version_format(steps: Sequence[PipelineStep]) -> str:
    """Return the output format that the version's convert step names, `markdown` if it names none."""
    settings = next((step.settings for step in steps if step.type == "convert"), {})
    return str(settings.get("output_format") or _DEFAULT_FORMAT)
