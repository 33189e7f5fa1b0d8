"""The ways from what has run to its comparison."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.formatting import count_text
from components.shell import page_address
from lineup.compare.sides import FEWEST, MOST
from lineup.comparing.requests import document_of
from lineup.contract.executions import Execution
from lineup.contract.pipelines import DRAFT
from lineup.contract.statuses import ExecutionStatus
from state.comparison_sides import AMONG, VERSION, side_name


@dataclass(frozen=True)
class Comparing:
    """What comparing some executions means, or why they can't be, and the address of its form; None where they can't."""

    sentence: str
    address: str | None = None


def comparing_address(executions: Sequence[Execution]) -> str | None:
    """Return the address of a new comparison of what these have run, None where that isn't two to four sides.

    Of one document each execution is a side, of several each version is.
    """
    versions = _versions(executions)
    ids = [one.execution_id for one in executions]
    if len(_documents(executions)) == 1 and FEWEST <= len(ids) <= MOST:
        return page_address("compare", {VERSION: ids})
    if not FEWEST <= len(versions) <= MOST:
        return None
    return page_address("compare", {VERSION: list(versions), "source": "before", AMONG: ids})


def comparing_of(executions: Sequence[Execution]) -> Comparing:
    """Return what comparing one or more executions means: sides of one document, or versions on several."""
    running = sum(not one.is_terminal for one in executions)
    if running:
        verb = "has" if running == 1 else "have"
        return Comparing(f"{running:,} of these {verb} not ended yet: wait to compare.")
    if len(executions) < FEWEST:
        address = page_address("compare", {VERSION: executions[0].execution_id})
        return Comparing("Select another execution, or compare this one with a version.", address)
    documents = len(_documents(executions))
    if documents == 1 and len(executions) <= MOST:
        return _of_one_document(executions)
    return _of_versions(executions, documents)


def _of_one_document(executions: Sequence[Execution]) -> Comparing:
    failed = sum(one.state is ExecutionStatus.FAILED for one in executions)
    if failed:
        return Comparing(f"{failed:,} of these failed and left no result to compare.")
    sentence = f"{len(executions)} executions of one document; the first is the baseline."
    return Comparing(sentence, comparing_address(executions))


def _of_versions(executions: Sequence[Execution], documents: int) -> Comparing:
    versions = len(_versions(executions))
    if versions < FEWEST:
        what = "executions of one document" if documents == 1 else "documents on one version"
        return Comparing(
            f"These are {max(documents, len(executions)):,} {what}: "
            f"select {FEWEST} to {MOST} executions of one document, or several versions."
        )
    if versions > MOST:
        return Comparing(f"These are of {versions:,} versions, and at most {MOST} are compared.")
    what = f"{versions} versions on {count_text(documents, 'document')}"
    sentence = "; ".join([what, *_notes(executions, documents * versions)])
    return Comparing(f"{sentence}.", comparing_address(executions))


def _notes(executions: Sequence[Execution], wanted: int) -> list[str]:
    """Return what else there is to know of comparing so many pairs of a document and a version."""
    pairs = {(document_of(one).key, one.pipeline_id, one.pipeline_version) for one in executions}
    notes: list[str] = []
    if len(pairs) < wanted:
        notes.append("not each version ran on each document")
    if len(pairs) < len(executions):
        notes.append("of several runs of a document on a version the newest is taken")
    if any(one.pipeline_version == DRAFT for one in executions):
        notes.append("of a draft only what ran on it as it is now")
    return notes


def _documents(executions: Sequence[Execution]) -> set[str]:
    return {document_of(one).key for one in executions}


def _versions(executions: Sequence[Execution]) -> list[str]:
    return list(
        dict.fromkeys(side_name(one.pipeline_id, one.pipeline_version) for one in executions)
    )
