"""Processors that tests install beside the product's: they leave a trace, wait, crash, hang and hoard on command."""

import ctypes
import errno
import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from lineup.engine.processors.protocol import (
    START,
    CustomVersion,
    ProcessorError,
    StepOutput,
    StepTask,
)


class NoteSettings(BaseModel):
    """Where to write that the step ran."""

    model_config = ConfigDict(extra="allow")

    log: Path


class Note:
    """Writes a line to its log and passes on."""

    step_type = "note"
    version = "1"
    settings_model: type[BaseModel] = NoteSettings
    may_follow = frozenset({START})

    def run(self, task: StepTask) -> StepOutput:
        """Leave the trace."""
        write(task, "note")
        return StepOutput(result={"markdown": "noted"}, page_count=1, checkpoint={"noted": True})


class LingerSettings(NoteSettings):
    """And which file to wait for."""

    gate: Path


class Linger:
    """Writes the number of its process beside its log and a line to it, then waits for a file to appear."""

    step_type = "linger"
    version = "1"
    settings_model: type[BaseModel] = LingerSettings
    may_follow = frozenset({START, "note"})

    def run(self, task: StepTask) -> StepOutput:
        """Leave the trace and wait."""
        Path(f"{task.settings['log']}.pid").write_text(str(os.getpid()))
        write(task, "linger")
        while not Path(task.settings["gate"]).exists():
            time.sleep(0.02)
        before = task.checkpoint is not None
        return StepOutput(result={"markdown": f"lingered, checkpoint: {before}"}, page_count=1)


class Misbehaviour(StrEnum):
    """What can go wrong in a child."""

    REFUSE = "refuse"
    RAISE = "raise"
    CRASH = "crash"
    HANG = "hang"
    HOARD = "hoard"
    FILL = "fill"
    PRINT = "print"
    EXIT = "exit"
    NONSENSE = "nonsense"


class MisbehaveSettings(BaseModel):
    """How to misbehave."""

    how: Misbehaviour


class Misbehave:
    """Does what its setting says."""

    step_type = "misbehave"
    version = "1"
    settings_model: type[BaseModel] = MisbehaveSettings
    may_follow = frozenset({START})

    def run(self, task: StepTask) -> StepOutput:
        """Misbehave."""
        match Misbehaviour(task.settings["how"]):
            case Misbehaviour.REFUSE:
                message = "This document is refused: give another."
                raise ProcessorError(message)
            case Misbehaviour.RAISE:
                raise KeyError(task.filename)
            case Misbehaviour.CRASH:
                ctypes.string_at(0)
            case Misbehaviour.HANG:
                time.sleep(3600)
            case Misbehaviour.HOARD:
                hoard = bytearray(3 << 30)
                return StepOutput(result={"markdown": str(len(hoard))}, page_count=1)
            case Misbehaviour.FILL:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            case Misbehaviour.PRINT:
                sys.stdout.write("to standard output\n" * 100_000)
                os.write(1, b"\0raw\xff" * 100_000)
                return StepOutput(result={"markdown": "printed"}, page_count=1)
            case Misbehaviour.EXIT:
                sys.exit(3)
            case Misbehaviour.NONSENSE:
                return StepOutput(result={"markdown": {1, 2}}, page_count=1)
        return StepOutput(result={}, page_count=1)


class Misbehaving(Misbehave):
    """The same as a step of a custom processor."""

    step_type = "custom"
    may_follow = frozenset({START, "convert"})


class Rogue:
    """A custom processor of somebody else's making."""

    step_type = "custom"
    processor_id = "cp_rogueRogue12"
    name = "Rogue"
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(1, "Misbehaves.", datetime(2026, 1, 1, tzinfo=UTC), Misbehaving()),
    )


class StampSettings(BaseModel):
    """What to stamp with."""

    ink: str = "black"


@dataclass
class Stamping:
    """Answers its version and its ink."""

    version: str
    step_type: str = "custom"
    settings_model: type[BaseModel] = StampSettings
    may_follow: frozenset[str] = frozenset({START, "convert"})

    def run(self, task: StepTask) -> StepOutput:
        """Stamp."""
        ink = StampSettings.model_validate(task.settings).ink
        return StepOutput(result={"markdown": f"stamp {self.version} in {ink}"}, page_count=1)


class Stamp:
    """A custom processor of two versions."""

    step_type = "custom"
    processor_id = "cp_stampTwice12"
    name = "Stamp"
    versions: tuple[CustomVersion, ...] = (
        CustomVersion(1, "Stamps once.", datetime(2026, 1, 1, tzinfo=UTC), Stamping("one")),
        CustomVersion(2, "Stamps better.", datetime(2026, 2, 1, tzinfo=UTC), Stamping("two")),
    )


def write(task: StepTask, line: str) -> None:
    """Append a line to the task's log."""
    with Path(task.settings["log"]).open("a") as log:
        log.write(line + "\n")
