"""The child's side of `run_in_child`: one question on standard input, one answer on standard output."""

import ctypes
import json
import os
import resource
import sys
import traceback
from collections.abc import Callable
from enum import StrEnum
from signal import SIGKILL
from typing import Any

JsonObject = dict[str, Any]

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


class Outcome(StrEnum):
    """How a question ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    OUT_OF_MEMORY = "out_of_memory"
    CRASHED = "crashed"


class RefusalError(Exception):
    """The file can't be used; the text is a sentence for people."""


def serve_child(  # pragma: no cover (runs in children, where nothing measures; test_child.py)
    handler: Callable[[JsonObject], JsonObject],
) -> None:
    """Answer the one question, under the limits that came with it.

    The handler imports its parsers itself, so that they too are loaded under the limits, and what native code prints
    does not get into the answer.
    """
    answer_to = _claim_standard_output()
    envelope = json.load(sys.stdin)
    _die_with_parent(envelope["parent"])
    _limit_memory(envelope["memory_bytes"])
    with os.fdopen(answer_to, "w") as stream:
        json.dump(answer(handler, envelope["request"]), stream)


def answer(handler: Callable[[JsonObject], JsonObject], request: JsonObject) -> JsonObject:
    """Return the handler's answer, or how it failed, as it goes to the parent."""
    try:
        return {"outcome": Outcome.ANSWERED, "answer": handler(request)}
    except RefusalError as refusal:
        return {"outcome": Outcome.REFUSED, "sentence": str(refusal)}
    except MemoryError:
        return {"outcome": Outcome.OUT_OF_MEMORY}
    except Exception:  # noqa: BLE001 (the parent raises it again, with this trace)
        return {"outcome": Outcome.CRASHED, "trace": traceback.format_exc()}


def _claim_standard_output() -> int:  # pragma: no cover (as above)
    """Return a new descriptor for standard output, and send what is printed from now on to standard error."""
    claimed = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return claimed


def _die_with_parent(parent: int) -> None:  # pragma: no cover (as above)
    """Have the kernel kill this process when the parent's thread ends. Linux only; elsewhere the time limit must do."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, SIGKILL)
    if os.getppid() != parent:  # it had died before the kernel was asked
        sys.exit(1)


def _limit_memory(memory_bytes: int) -> None:  # pragma: no cover (as above)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # macOS refuses to limit the address space
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
