"""Children kept warm for the next step; a crash, a hang or a cancellation ends one child and nothing else."""

import asyncio
import logging
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from lineup.documents.page_count import count_pages_here
from lineup.engine.worker.child import StepCall, StepReport, memory_sentence, perform, prepare
from lineup.logs import current_level

_LOGGER = logging.getLogger(__name__)

_CALLS_PER_CHILD = 500
"""After so many steps a child is replaced, should a native parser leak. None is known to: 6,000 PDFs leave 10 MiB."""

_COUNT_SECONDS = 10.0
"""What a page count may take; one of an honest file takes milliseconds."""

_SPARING = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}
"""What children are started with: each thread's own heap or buffer reserves address space, of which a step has little."""

Given = TypeVar("Given")
Answer = TypeVar("Answer")


class StepPool:
    """Runs steps in child processes, with a time limit each."""

    def __init__(self, children: int, step_seconds: float) -> None:
        self._seconds = step_seconds
        self._is_closed = False
        os.environ.update(_SPARING | os.environ)
        self._pool = ProcessPool(
            max_workers=children,
            max_tasks=_CALLS_PER_CHILD,
            initializer=prepare,
            initargs=(os.getpid(), current_level()),
            context=multiprocessing.get_context("spawn"),
        )

    async def run(self, call: StepCall) -> StepReport:
        """Return how the step went; a child that crashed or hung is a report too. Cancelling kills the child."""
        try:
            timed = replace(call, task=replace(call.task, seconds=self._seconds))
            return await self._ask(perform, timed, self._seconds)
        except TimeoutError:
            return StepReport(error=self._time_sentence())
        except ProcessExpired as error:
            return StepReport(error=_crash_sentence(error.exitcode))

    async def count_pages(self, path: Path) -> int | None:
        """Return the document's pages as a child counts them; None where it can't, or crashes or hangs over it."""
        try:
            return await self._ask(count_pages_here, path, _COUNT_SECONDS)
        except (TimeoutError, ProcessExpired):
            return None

    def warm_up(self) -> None:
        """Start the children now, so that the first step doesn't wait for them."""
        self._pool.schedule(os.getpid)

    def close(self) -> None:
        """Kill all children. The steps that they were at are never reported: this process is about to end."""
        self._is_closed = True
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def _ask(self, work: Callable[[Given], Answer], given: Given, seconds: float) -> Answer:
        """Return a child's answer; never once the pool is closed, since what a killed child leaves is none."""
        try:
            self._require_active()
            future: Future[Answer] = self._pool.schedule(work, args=(given,), timeout=seconds)
            return await asyncio.wrap_future(future)
        except Exception:
            if self._is_closed:
                await asyncio.Event().wait()
            raise

    def _require_active(self) -> None:
        if not self._pool.active and not self._is_closed:
            _LOGGER.critical("the pool of children is broken; the worker ends and is started again")
            os._exit(1)

    def _time_sentence(self) -> str:
        return (
            f"The step took longer than {self._seconds:g} seconds and was stopped: run fewer pages at a time, or raise "
            "LINEUP_STEP_SECONDS."
        )


def _crash_sentence(exit_code: int | None) -> str:
    """Return the sentence about a child that ended by itself; SIGABRT is how native code takes a refused allocation."""
    if exit_code == -6:  # noqa: PLR2004 (SIGABRT)
        return memory_sentence()
    how = f"signal {-exit_code}" if exit_code and exit_code < 0 else f"exit status {exit_code}"
    return (
        f"The document made its reader crash ({how}). Other executions are not affected. Save the document again with "
        "another program, or run fewer pages at a time."
    )
