"""Which output formats a run asks for, so that what reads the result finds the blocks it needs."""

from collections.abc import Sequence

from lineup.contract.executions import OUTPUT_FORMATS
from lineup.contract.pipelines import PipelineStep

_TREE = "json"
_DEFAULT_FORMAT = OUTPUT_FORMATS[0]


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
