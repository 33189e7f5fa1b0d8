"""A processor that answers what was planted for a document, so that comparisons have results of our own making."""

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from lineup.contract.pipelines import PipelineStep
from lineup.engine.processors.protocol import START, ProcessorError, StepOutput, StepTask

STEP_TYPE = "plant"


class PlantSettings(BaseModel):
    """Where the results lie: a JSON object by file name; null fails."""

    model_config = ConfigDict(extra="allow")

    answers: Path


class Plant:
    """Answers what its file says of the document."""

    step_type = STEP_TYPE
    version = "1"
    settings_model: type[BaseModel] = PlantSettings
    may_follow = frozenset({START})

    def run(self, task: StepTask) -> StepOutput:
        """Answer."""
        told = json.loads(Path(task.settings["answers"]).read_text()).get(task.filename)
        if told is None:
            message = "This document was planted to fail."
            raise ProcessorError(message)
        return StepOutput(result=told, page_count=told.pop("pages", 1))


def plant_step(path: Path, answers: dict[str, Any]) -> PipelineStep:
    """Return a step that answers so, with its answers written to the path."""
    path.write_text(json.dumps(answers))
    return PipelineStep(type=STEP_TYPE, settings={"answers": str(path)})
