"""A processor that takes a while, counts the steps before it, and leaves word of when it began."""

import gzip
import json
import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lineup.contract.wire import JsonObject
from lineup.engine.processors.protocol import START, StepOutput, StepTask


class ToilSettings(BaseModel):
    """How long to take, in seconds, and where to leave word; `place` tells the steps of a pipeline apart."""

    model_config = ConfigDict(extra="allow")

    seconds: float = 0.0
    place: int = 0
    log: Path | None = None


class Toil:
    """Waits, then answers how many of its kind came before it."""

    step_type = "toil"
    version = "1"
    settings_model: type[BaseModel] = ToilSettings
    may_follow = frozenset({START, "convert", "toil"})

    def run(self, task: StepTask) -> StepOutput:
        """Toil."""
        settings = ToilSettings.model_validate(task.settings)
        if settings.log is not None:
            _leave_word(settings.log, [time.time(), task.filename, settings.place])
        time.sleep(settings.seconds)
        toiled = _toiled_before(task.checkpoint) + 1
        return StepOutput({"markdown": f"toiled {toiled}"}, 2, checkpoint={"toiled": toiled})


def _toiled_before(checkpoint: Path | None) -> int:
    if checkpoint is None:
        return 0
    left: JsonObject = json.loads(gzip.decompress(checkpoint.read_bytes()))
    return int(left.get("toiled", 0))


def _leave_word(log: Path, word: list[object]) -> None:
    """Append in one write, so that the words of several processes never mix."""
    with log.open("ab", buffering=0) as stream:
        stream.write(json.dumps(word).encode() + b"\n")
