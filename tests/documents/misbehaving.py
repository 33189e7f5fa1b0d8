"""A child program that does what its request says, most of it wrong."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lineup.documents.children.serving import RefusalError, serve_child


def act(request: dict[str, Any]) -> dict[str, Any]:
    return _ACTS[request["act"]](request)


def _echo(request: dict[str, Any]) -> dict[str, Any]:
    return request


def _describe(_request: dict[str, Any]) -> dict[str, Any]:
    return {
        "modules": sorted(sys.modules),
        "environment": dict(os.environ),
        "core_limit": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "memory_limit": resource.getrlimit(resource.RLIMIT_AS)[0],
        "group": os.getpgrp(),
        "process": os.getpid(),
    }


def _hang(request: dict[str, Any]) -> dict[str, Any]:
    """Wait for ever together with a process of its own, after saying which they are."""
    grandchild = subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.pause()"])
    Path(request["pids"]).write_text(f"{os.getpid()} {grandchild.pid}")
    while True:
        signal.pause()


def _leave_a_process(request: dict[str, Any]) -> dict[str, Any]:
    """Answer, but leave a process behind that holds the answer's pipe open."""
    grandchild = subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.pause()"])
    return request | {"left": grandchild.pid}


def _eat(_request: dict[str, Any]) -> dict[str, Any]:
    return {"eaten": len(bytearray(4 * 1024**3))}


def _eat_and_abort(request: dict[str, Any]) -> dict[str, Any]:
    eaten = bytearray(b"x" * request["bytes"])
    os.abort()
    return {"eaten": len(eaten)}


def _die(request: dict[str, Any]) -> dict[str, Any]:
    os.kill(os.getpid(), request["signal"])
    return {}


def _refuse(_request: dict[str, Any]) -> dict[str, Any]:
    message = "The page is torn."
    raise RefusalError(message)


def _stumble(_request: dict[str, Any]) -> dict[str, Any]:
    message = "a mistake of ours"
    raise LookupError(message)


def _print(request: dict[str, Any]) -> dict[str, Any]:
    print("a warning of a library")  # noqa: T201 (what is tried)
    os.write(1, b"a warning of native code\n")
    return request


def _chatter(request: dict[str, Any]) -> dict[str, Any]:
    return {"words": "x" * request["bytes"]}


_ACTS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "echo": _echo,
    "describe": _describe,
    "hang": _hang,
    "leave a process": _leave_a_process,
    "eat": _eat,
    "eat and abort": _eat_and_abort,
    "die": _die,
    "refuse": _refuse,
    "stumble": _stumble,
    "print": _print,
    "chatter": _chatter,
}

if __name__ == "__main__":
    serve_child(act)
