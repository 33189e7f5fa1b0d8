import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
import pytest

from lineup.documents.child import (
    MAX_ANSWER_BYTES,
    ChildError,
    ChildFailure,
    ChildLimits,
    run_in_child,
)
from lineup.documents.children.serving import Outcome, answer
from tests.documents import misbehaving

MODULE = "tests.documents.misbehaving"
LIMITS = ChildLimits(seconds=20, memory_bytes=1024**3)


def ask(act: str, limits: ChildLimits = LIMITS, **more: Any) -> dict[str, Any]:
    return run_in_child(MODULE, {"act": act, **more}, limits=limits)


def failure_of(act: str, limits: ChildLimits = LIMITS, **more: Any) -> ChildError:
    with pytest.raises(ChildError) as caught:
        ask(act, limits, **more)
    return caught.value


def is_gone(pid: int) -> bool:
    """Whether the process has ended; one that nobody has collected yet has."""
    try:
        process = psutil.Process(pid)
        process.wait(timeout=60)
    except (psutil.NoSuchProcess, psutil.TimeoutExpired):
        pass
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_child_answers_what_it_was_asked() -> None:
    assert ask("echo", words="ÄÖÜ \ud800 \u202e")["words"] == "ÄÖÜ \ud800 \u202e"


def test_a_question_may_be_longer_than_a_pipe_holds() -> None:
    assert len(ask("echo", words="x" * 1_000_000)["words"]) == 1_000_000


def test_what_libraries_print_does_not_break_the_answer() -> None:
    assert ask("print", words="here")["words"] == "here"


def test_a_child_starts_without_what_takes_long_to_load() -> None:
    assert {"pydantic", "numpy", "site"}.isdisjoint(ask("describe")["modules"])


def test_a_child_sees_none_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINEUP_API_KEY", "secret")
    assert set(ask("describe")["environment"]) <= {"PYTHONPATH", "LC_ALL", "LC_CTYPE"}


def test_a_child_leaves_no_core_files_and_leads_a_group_of_its_own() -> None:
    description = ask("describe")
    assert description["core_limit"] == 0
    assert description["group"] == description["process"] != os.getpgrp()


@pytest.mark.skipif(sys.platform != "linux", reason="macOS can't limit the address space")
def test_a_child_has_no_more_memory_than_allowed() -> None:
    assert ask("describe")["memory_limit"] == LIMITS.memory_bytes
    error = failure_of("eat")
    assert error.failure is ChildFailure.OUT_OF_MEMORY
    assert str(error) == "It needs more memory than it may have."


def test_native_code_that_aborts_near_the_limit_has_run_out_of_memory() -> None:
    limits = ChildLimits(seconds=20, memory_bytes=256 * 1024**2)
    error = failure_of("eat and abort", limits, bytes=64 * 1024**2)
    assert error.failure is ChildFailure.OUT_OF_MEMORY


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL])
def test_a_child_that_dies_has_crashed(number: signal.Signals) -> None:
    # Linux counts the memory of the process that forked a child as the child's own: stay far above a test run's.
    limits = ChildLimits(seconds=20, memory_bytes=16 * 1024**3)
    error = failure_of("die", limits, signal=number)
    assert error.failure is ChildFailure.CRASHED
    assert f"exit status {-number}" in str(error.trace)


def test_a_mistake_in_the_child_comes_with_its_trace() -> None:
    error = failure_of("stumble")
    assert error.failure is ChildFailure.CRASHED
    assert "LookupError: a mistake of ours" in str(error.trace)
    assert "mistake" not in str(error)


def test_a_child_that_refuses_says_so_in_its_own_words() -> None:
    error = failure_of("refuse")
    assert (error.failure, str(error)) == (ChildFailure.REFUSED, "The page is torn.")


def test_an_endless_answer_is_not_read_to_its_end() -> None:
    assert failure_of("chatter", bytes=MAX_ANSWER_BYTES + 1).failure is ChildFailure.CRASHED


def test_a_module_that_does_not_exist_is_a_crash_and_not_a_hang() -> None:
    with pytest.raises(ChildError) as caught:
        run_in_child("tests.documents.missing", {}, limits=LIMITS)
    assert caught.value.failure is ChildFailure.CRASHED


def test_a_child_that_hangs_is_killed_with_all_that_it_started(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    error = failure_of("hang", ChildLimits(seconds=5, memory_bytes=1024**3), pids=str(pids))
    assert error.failure is ChildFailure.TIMED_OUT
    assert str(error) == "It took longer than 5 seconds."
    assert all(is_gone(int(pid)) for pid in pids.read_text().split())


def test_a_process_that_the_child_left_is_killed_too() -> None:
    assert is_gone(ask("leave a process")["left"])


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux tells a process of its parent's end"
)
def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    os.mkfifo(pids)
    program = (
        "from lineup.documents.child import ChildLimits, run_in_child\n"
        f"run_in_child({MODULE!r}, {{'act': 'hang', 'pids': {str(pids)!r}}}, "
        "limits=ChildLimits(seconds=60, memory_bytes=1024**3))"
    )
    with subprocess.Popen([sys.executable, "-c", program], cwd=Path.cwd()) as parent:
        child, grandchild = map(int, pids.read_text().split())
        parent.kill()
    assert is_gone(child)
    os.kill(grandchild, signal.SIGKILL)  # nobody watches a grandchild; programs of ours have none


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        (misbehaving._echo, Outcome.ANSWERED),
        (misbehaving._refuse, Outcome.REFUSED),
        (misbehaving._stumble, Outcome.CRASHED),
        (lambda _: bytearray(1 << 62), Outcome.OUT_OF_MEMORY),
    ],
)
def test_each_end_of_a_question_has_its_word(
    act: Callable[[dict[str, Any]], dict[str, Any]], outcome: Outcome
) -> None:
    assert answer(act, {})["outcome"] == outcome
