"""Ask a question of hostile input in a process that may crash, hang or eat memory without harm to this one."""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from signal import SIGABRT, SIGKILL
from typing import IO, assert_never, cast

import lineup
from lineup.contract.wire import JsonObject
from lineup.documents.children.serving import Outcome

MAX_ANSWER_BYTES = 128 * 1024 * 1024
"""The longest answer that is read from a child, in bytes."""

_CHUNK_BYTES = 1024 * 1024
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024  # getrusage(2) of each
_OUT_OF_MEMORY = "It needs more memory than it may have."
_CRASHED = "Reading it crashed the reader."
_PACKAGE_FOLDERS = {"site-packages", "dist-packages"}


class ChildFailure(StrEnum):
    """Why a child gave no answer."""

    TIMED_OUT = "timed_out"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"
    REFUSED = "refused"


class ChildError(Exception):
    """A child gave no answer. The text is a sentence for people; where it refused, it is the child's own."""

    def __init__(self, failure: ChildFailure, sentence: str, *, trace: str | None = None) -> None:
        super().__init__(sentence)
        self.failure = failure
        self.trace = trace


@dataclass(frozen=True)
class ChildLimits:
    """How long a child may take, its start included, and how many bytes of address space it may have."""

    seconds: float
    memory_bytes: int


def run_in_child(module: str, request: JsonObject, *, limits: ChildLimits) -> JsonObject:
    """Return what `module`, run as a program of its own, answers to the request.

    The module calls `serve_child`. Raises ChildError; whatever happens, no process is left. The calling thread must
    outlive the call, which it does by waiting: on Linux the child dies with it.
    """
    child = _start(module, request, limits)
    try:
        answer = _read_answer(child, limits)
    finally:
        end = _end(child)
    return _judge(answer, end, limits)


@dataclass(frozen=True)
class _End:
    """How a process ended: its exit status, negative for a signal, and the most memory it had, in bytes."""

    exit_status: int
    peak_bytes: int


def _start(module: str, request: JsonObject, limits: ChildLimits) -> subprocess.Popen[bytes]:
    envelope = {"parent": os.getpid(), "memory_bytes": limits.memory_bytes, "request": request}
    with tempfile.TemporaryFile() as question:  # a pipe would block on a request beyond its buffer
        question.write(json.dumps(envelope).encode())
        question.seek(0)
        return subprocess.Popen(  # noqa: S603 (our own interpreter and module; no shell)
            # -S: what the environment's .pth files run costs more than most questions
            [sys.executable, "-S", "-P", "-m", module],
            stdin=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": _import_path(), "LC_ALL": "C.UTF-8"},
            start_new_session=True,
        )


def _import_path() -> str:
    """Return where the child finds installed packages and our own, without the folders of scripts."""
    packages = [entry for entry in sys.path if Path(entry).name in _PACKAGE_FOLDERS]
    own = str(Path(lineup.__file__).parent.parent)
    return os.pathsep.join(dict.fromkeys([*packages, own]))


def _read_answer(child: subprocess.Popen[bytes], limits: ChildLimits) -> bytes | None:
    """Return all that the child writes until it ends, or None where that is too much."""
    deadline = time.monotonic() + limits.seconds
    pipe = _stdout(child)
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        while len(answer) <= MAX_ANSWER_BYTES:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                sentence = f"It took longer than {limits.seconds:g} seconds."
                raise ChildError(ChildFailure.TIMED_OUT, sentence)
            chunk = os.read(pipe.fileno(), _CHUNK_BYTES)
            if not chunk:
                return bytes(answer)
            answer += chunk
    return None


def _stdout(child: subprocess.Popen[bytes]) -> IO[bytes]:
    return cast("IO[bytes]", child.stdout)  # never None: it was started with a pipe


def _end(child: subprocess.Popen[bytes]) -> _End:
    """Kill whatever is left of the child's process group, and return how the child ended."""
    _stdout(child).close()
    with suppress(
        ProcessLookupError, PermissionError
    ):  # the latter on macOS, of a group of the dead
        os.killpg(child.pid, SIGKILL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)  # else Popen would wait for it again
    return _End(child.returncode, usage.ru_maxrss * _MAXRSS_UNIT)


def _judge(answer: bytes | None, end: _End, limits: ChildLimits) -> JsonObject:
    try:
        reply: JsonObject = json.loads(answer or b"")
        outcome = Outcome(reply["outcome"])
    except (ValueError, KeyError, TypeError):
        raise _died(end, limits) from None
    match outcome:
        case Outcome.ANSWERED:
            answered: JsonObject = reply["answer"]
            return answered
        case Outcome.REFUSED:
            raise ChildError(ChildFailure.REFUSED, reply["sentence"])
        case Outcome.OUT_OF_MEMORY:
            raise ChildError(ChildFailure.OUT_OF_MEMORY, _OUT_OF_MEMORY)
        case Outcome.CRASHED:
            raise ChildError(ChildFailure.CRASHED, _CRASHED, trace=reply["trace"])
        case _:
            assert_never(outcome)


def _died(end: _End, limits: ChildLimits) -> ChildError:
    """Return the error of a child that ended without an answer: native code that gets no more memory aborts.

    The peak is at least what this process had when it forked, so that in a very large process a defect that aborts is
    taken for a lack of memory.
    """
    trace = f"no answer, exit status {end.exit_status}, {end.peak_bytes:,} bytes at most"
    if end.exit_status == -SIGABRT and end.peak_bytes > limits.memory_bytes / 2:
        return ChildError(ChildFailure.OUT_OF_MEMORY, _OUT_OF_MEMORY, trace=trace)
    return ChildError(ChildFailure.CRASHED, _CRASHED, trace=trace)
