"""What runs in the child: one processor on one document, within its memory."""

import errno
import gc
import json
import os
import resource
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lineup.contract.wire import JsonObject
from lineup.engine.packed_json import pack
from lineup.engine.processors.installed import load_processors
from lineup.engine.processors.protocol import ProcessorError, StepOutput, StepTask
from lineup.engine.processors.registry import ProcessorRegistry, UnknownProcessorError
from lineup.engine.processors.sections.narrowing import narrowed
from lineup.engine.processors.sections.result import merge_sections
from lineup.engine.processors.settings_warnings import settings_warnings, with_warnings
from lineup.engine.step_fields import ENGINE_FIELDS
from lineup.engine.worker.lifeline import die_with
from lineup.events import Event, LogLevel, log_failure
from lineup.logs import configure_logging

RESULT_FILE = "result.json.gz"
CHECKPOINT_FILE = "checkpoint.json.gz"
MEMORY_BYTES = 2 << 30
"""What a step may use, as address space beyond what its child had only reserved."""
MOST_MEMORY_BYTES = 4 << 30
"""The address space that a step may give a program of its own, as the reading of scans in the mode `accurate` needs."""

_MAX_WORDS = 300

_OBJECTS_BEFORE_A_LOOK = 100_000
"""Made before Python looks for cycles among them. A long document is a million objects and hardly a cycle: with the
default of 700 a sixth of its time goes into looking."""

_NO_ROOM = ("failed to map segment", "cannot allocate memory")
"""How glibc says that there is no address space left for a library."""


@dataclass(frozen=True)
class StepCall:
    """One step to do, as the execution's snapshot froze it."""

    execution_id: str
    step: JsonObject
    task: StepTask


@dataclass(frozen=True)
class StepReport:
    """How it went: the counts, or the sentence of an expected failure. The result lies in the task's scratch folder."""

    page_count: int = 0
    has_errors: bool = False
    billable_pages: int | None = None
    is_lasting: bool = True
    error: str | None = None


def prepare(parent: int, log_level: LogLevel) -> None:
    """Set a fresh child up: bound to its parent's life, limited in memory, its libraries' chatter kept quiet, warm."""
    die_with(parent)
    _keep_quiet(log_level)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS refuses this limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MOST_MEMORY_BYTES))
    for processor in _processors().all():
        warm_up = getattr(processor, "warm_up", None)
        if warm_up is not None:
            warm_up()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)


def _keep_quiet(log_level: LogLevel) -> None:
    """Let the log alone write to stderr, and nothing to stdout: what native code prints may quote the document."""
    log = os.fdopen(os.dup(sys.stderr.fileno()), "w", buffering=1)
    configure_logging(log_level, log)
    if log_level is not LogLevel.DEBUG:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())


def perform(call: StepCall) -> StepReport:
    """Do the step and leave its result in the scratch folder."""
    grant_memory()
    try:
        output = _run(_processors(), call)
    except (ProcessorError, UnknownProcessorError) as error:
        return StepReport(error=str(error))
    except MemoryError:
        return StepReport(error=memory_sentence())
    except (Exception, SystemExit) as error:  # noqa: BLE001 (as a sentence: else the pool breaks, or waits for ever)
        if _is_out_of_memory(error):
            return StepReport(error=memory_sentence())
        step_type = call.step["type"]
        log_failure(Event.STEP_BROKE, error, execution_id=call.execution_id, step_type=step_type)
        return StepReport(error=unexpected_sentence(f"{step_type} step", error))
    return _leave(output, call.task.scratch)


def _is_out_of_memory(error: BaseException) -> bool:
    """Whether a library found no room to be loaded, in glibc's own words."""
    return isinstance(error, ImportError) and any(words in str(error) for words in _NO_ROOM)


def grant_memory() -> None:
    """Let the next step have its memory, whatever earlier ones made libraries reserve without using it.

    The first PDF makes its library reserve 1 GiB for good, which is no memory but counts against the limit. Nothing is
    granted where `prepare` set no limit.
    """
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY:
        return
    size, resident, *_ = Path("/proc/self/statm").read_text("ascii").split()
    reserved = (int(size) - int(resident)) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (min(MEMORY_BYTES + reserved, most), most))


def unexpected_sentence(what: str, error: BaseException) -> str:
    """Return the sentence about a full disk, or else a defect of ours, whose own words are cut to a line's length."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"The {what} failed because the engine's disk is full: make room in its data directory, then run again."
    return f"The {what} failed unexpectedly ({type(error).__name__}: {str(error)[:_MAX_WORDS]})."


def memory_sentence() -> str:
    """Return the sentence about a step that needs too much memory."""
    limit = MEMORY_BYTES >> 30
    return f"The step needed more than {limit} GiB of memory and was stopped: run fewer pages at a time."


def _run(processors: ProcessorRegistry, call: StepCall) -> StepOutput:
    merges = bool(call.task.parts)
    output = merge_sections(call.task) if merges else _processed(processors, call)
    return output if call.task.rubric is None else _scored(output, call.task)


def _processed(processors: ProcessorRegistry, call: StepCall) -> StepOutput:
    processor, name = processors.find(call.step), processors.name(call.step)
    warnings = settings_warnings(processor.settings_model, call.task.settings, name)
    return with_warnings(processor.run(narrowed(call.task)), warnings)


def _scored(output: StepOutput, task: StepTask) -> StepOutput:
    from lineup.engine.evals.scoring import scored  # noqa: PLC0415 (few runs are scored)

    return scored(output, task)


@cache
def _processors() -> ProcessorRegistry:
    return load_processors()


def _leave(output: StepOutput, scratch: Path) -> StepReport:
    own = {key: value for key, value in output.result.items() if key not in ENGINE_FIELDS}
    _write(scratch / RESULT_FILE, {"evaluation": None} | own)
    _write(scratch / CHECKPOINT_FILE, output.checkpoint)
    return StepReport(
        output.page_count, output.has_errors, output.billable_pages, output.is_lasting
    )


def _write(path: Path, value: JsonObject) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(pack(text.encode("utf-8", "replace")))
