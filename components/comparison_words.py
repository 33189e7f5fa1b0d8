"""What is said of comparisons: how far their runs are, their sides, their options."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from components.formatting import count_text, formats_text
from components.statuses import CANCELLED, StatusLook, execution_look
from lineup.comparing.letters import letter_of
from lineup.contract.page_ranges import PageRangeError, parse_page_range
from lineup.contract.statuses import ExecutionStatus
from lineup.servers import EMBEDDED
from lineup.workspace.comparison_model import ComparedSide, Comparison
from lineup.workspace.summaries import RunCounts

_TICKED = {"run_evals": "with evaluation", "skip_cache": "without cache"}


def runs_look(runs: RunCounts, *, is_stopped: bool, is_here: bool = True) -> StatusLook:
    """Return how far a comparison's runs are, as a status; one of another server goes on only where that is connected."""
    is_open = runs.is_open(is_stopped=is_stopped)
    if is_open and not is_here:
        return execution_look(ExecutionStatus.PENDING)
    if is_open:
        has_begun = runs.started or runs.ended
        return execution_look(ExecutionStatus.RUNNING if has_begun else ExecutionStatus.PENDING)
    if runs.waiting:
        return StatusLook(CANCELLED.sign, "stopped", CANCELLED.tone)
    if not runs.failed:
        look = execution_look(ExecutionStatus.COMPLETED)
        return StatusLook(look.sign, "finished", look.tone)
    is_all = runs.failed == runs.total
    look = execution_look(
        ExecutionStatus.FAILED if is_all else ExecutionStatus.COMPLETED_WITH_ERRORS
    )
    return StatusLook(look.sign, "failed" if is_all else "finished", look.tone)


def runs_text(runs: RunCounts, *, is_stopped: bool) -> str:
    """Return how many runs are over: `12 of 40 runs done, 3 failed`."""
    failed = f", {runs.failed:,} failed" if runs.failed else ""
    if runs.ended < runs.total:
        stopping = ", stopping" if is_stopped and runs.started else ""
        return f"{runs.ended:,} of {count_text(runs.total, 'run')} done{failed}{stopping}"
    return f"{count_text(runs.total, 'run')}{failed}"


def side_text(side: ComparedSide) -> str:
    """Return a side's label without the id of an execution, which a caption may tell."""
    return side.label.removesuffix(f", {side.key}") if not side.is_run else side.label


def sides_text(sides: Sequence[ComparedSide]) -> str:
    """Return `A Invoices v6 · B Invoices draft 3f9a12cd`."""
    return " · ".join(f"{letter_of(at)} {side_text(side)}" for at, side in enumerate(sides))


def options_text(options: Mapping[str, Any]) -> str:
    """Return the options of all runs in words; empty where none was chosen."""
    parts = [
        _pages_text(str(options["page_range"])) if options.get("page_range") else "",
        f"as {formats_text(str(options['output_format']))}" if options.get("output_format") else "",
        *(words for name, words in _TICKED.items() if options.get(name)),
        f"in {options['processing_location']}" if options.get("processing_location") else "",
    ]
    return ", ".join(part for part in parts if part)


def server_words(server: str) -> str:
    """Return a server's name in the workspace as people know it."""
    return "the embedded engine" if server == EMBEDDED else urlsplit(server).netloc or server


def elsewhere_text(comparison: Comparison) -> str:
    """Return that a comparison is of another server than the connected one."""
    server = server_words(comparison.server)
    return f"It was made on {server}. It can be read here; to go on with it, connect the dashboard to that server."


def _pages_text(page_range: str) -> str:
    try:
        return parse_page_range(page_range).people_text
    except PageRangeError:
        return f"pages {page_range}"
