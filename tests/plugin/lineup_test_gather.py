"""A processor that follows segment: it answers which pages it was given, and fails on pages that hold a certain word."""

import gzip
import json
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import ProcessorError, StepOutput, StepTask


class GatherSettings(BaseModel):
    """Which word to fail on, where to leave word, and which file to wait for on pages that hold `wait_for`."""

    model_config = ConfigDict(extra="allow")

    fail_on: str = ""
    log: Path | None = None
    gate: Path | None = None
    wait_on: str = ""


class Gather:
    """Answers its pages and a sum, in the shape of an extraction."""

    step_type = "gather"
    version = "1"
    settings_model: type[BaseModel] = GatherSettings
    may_follow = frozenset({"segment", "convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Gather."""
        settings = GatherSettings.model_validate(task.settings)
        left = b"{}" if task.checkpoint is None else gzip.decompress(task.checkpoint.read_bytes())
        document: JsonObject = json.loads(left)
        text = json.dumps(document)
        pages = [page["index"] for page in document["pages"]]
        if settings.log is not None:
            with settings.log.open("a") as log:
                log.write(f"{pages}\n")
        while settings.gate and settings.wait_on in text and not settings.gate.exists():
            time.sleep(0.02)
        if settings.fail_on and settings.fail_on in text:
            message = f"The word {settings.fail_on} stands here."
            raise ProcessorError(message)
        fields = {
            "first_page": pages[0],
            "first_page_citations": [f"/page/{pages[0]}/Text/0"],
            "rows": [{"page": page} for page in pages],
        }
        return StepOutput(
            result={"extraction_schema_json": fields, "extraction_mode": "fast"},
            page_count=len(pages),
            checkpoint=document,
        )
