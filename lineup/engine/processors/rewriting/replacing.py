"""Replacing parts of a text that stands in runs of different looks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lineup.engine.processors.convert.model.inline import Run, Runs
from lineup.engine.processors.rewriting.overlaps import between


@dataclass(frozen=True)
class Replacement:
    """What stands in the place of a part of a text."""

    start: int
    end: int
    text: str


def replaced_runs(runs: Runs, replacements: Sequence[Replacement]) -> Runs:
    """Return the runs with each part replaced in the run where it begins, across changes of look.

    The replacements are in the text's order and don't overlap. A run of which nothing is left is left out.
    """
    if not replacements:
        return runs
    changed = (_replaced(run, start, replacements) for run, start in placed(runs))
    return tuple(run for run in changed if run.text)


def placed(runs: Iterable[Run]) -> Iterator[tuple[Run, int]]:
    """Yield each run and where it begins in the whole text."""
    start = 0
    for run in runs:
        yield run, start
        start += len(run.text)


def _replaced(run: Run, start: int, replacements: Sequence[Replacement]) -> Run:
    end = start + len(run.text)
    pieces, at = [], start
    for each in between(replacements, start, end):
        pieces.append(run.text[at - start : max(each.start, at) - start])
        pieces.append(each.text if each.start >= start else "")
        at = each.end
    pieces.append(run.text[at - start :] if at < end else "")
    return replace(run, text="".join(pieces))
