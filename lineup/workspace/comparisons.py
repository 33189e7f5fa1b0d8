"""Comparisons and the runs that they want. Each change is a transition that says what happens when it comes late."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, select
from sqlalchemy.orm import Session

from lineup.compare.sides import FEWEST, MOST
from lineup.databases.opening import writing
from lineup.ids import new_id
from lineup.workspace.cells import add_cells, cells_of, retry_cells
from lineup.workspace.comparison_model import (
    Cell,
    CellState,
    ComparedDocument,
    ComparedSide,
    Comparison,
    NewComparison,
)
from lineup.workspace.errors import WorkspaceError
from lineup.workspace.lookups import comparison_of, comparison_row
from lineup.workspace.tables import CellRow, ComparisonRow

MAX_NAME = 200
"""The longest name, in characters."""

_OPEN = [state.value for state in CellState if state.is_open]
_STARTED = [CellState.STARTING.value, CellState.RUNNING.value]


class ComparisonStore:
    """All comparisons."""

    def __init__(self, database: Engine, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(self, new: NewComparison) -> Comparison:
        """Make a comparison with a run for each document on each side. Raises WorkspaceError for what does not do."""
        _require_sound(new.name, new.sides)
        with writing(self._database) as session:
            row = ComparisonRow(
                comparison_id=new_id("cmp_"),
                name=new.name.strip(),
                server=new.server,
                sides=[side.to_json() for side in new.sides],
                options=new.options,
                rules=new.rules,
                created=self._now(),
                created_by=new.created_by,
            )
            session.add(row)
            session.flush()
            add_cells(session, row.id, new.documents, new.sides, new.past)
            return comparison_of(row)

    def get(self, comparison_id: str) -> Comparison:
        """Return a comparison, raising UnknownError."""
        with Session(self._database) as session:
            return comparison_of(comparison_row(session, comparison_id))

    def list_comparisons(self) -> Sequence[Comparison]:
        """Return all comparisons, newest first."""
        with Session(self._database) as session:
            rows = session.scalars(select(ComparisonRow).order_by(ComparisonRow.id.desc()))
            return [comparison_of(row) for row in rows]

    def list_open(self) -> Sequence[Comparison]:
        """Return the comparisons whose runs have not all ended, oldest first.

        Of those that were stopped, only the ones with runs that were started.
        """
        is_going_on = ComparisonRow.stopped.is_(None) & ComparisonRow.id.in_(_with_runs(_OPEN))
        asked = select(ComparisonRow).where(
            is_going_on | ComparisonRow.id.in_(_with_runs(_STARTED))
        )
        with Session(self._database) as session:
            return [comparison_of(row) for row in session.scalars(asked.order_by(ComparisonRow.id))]

    def cells(self, comparison_id: str) -> Sequence[Cell]:
        """Return all runs that a comparison wants, in the order they were wanted. Raises UnknownError."""
        with Session(self._database) as session:
            return cells_of(session, comparison_row(session, comparison_id).id)

    def taken(self, execution_ids: Iterable[str]) -> set[str]:
        """Return those of the executions that some comparison's run has become."""
        asked = select(CellRow.execution_id).where(CellRow.execution_id.in_(list(execution_ids)))
        with Session(self._database) as session:
            return {name for name in session.scalars(asked) if name}

    def add_side(
        self,
        comparison_id: str,
        side: ComparedSide,
        past: Mapping[tuple[str, str], str] | None = None,
    ) -> Comparison:
        """Add a side with a run for each document. One that is there already stays. Raises WorkspaceError.

        `past` gives the executions of one that is not run, by document key and side key.
        """
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            sides = comparison_of(row).sides
            if side.key not in {known.key for known in sides}:
                _require_sound(row.name, (*sides, side))
                row.sides = [*row.sides, side.to_json()]
                documents = list(dict.fromkeys(c.document for c in cells_of(session, row.id)))
                add_cells(session, row.id, documents, [side], past)
            return comparison_of(row)

    def add_documents(self, comparison_id: str, documents: Iterable[ComparedDocument]) -> None:
        """Add documents with a run on each side that is run; those that are there already stay."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            known = {cell.document.key for cell in cells_of(session, row.id)}
            new = [document for document in documents if document.key not in known]
            add_cells(session, row.id, new, comparison_of(row).sides)

    def add_repeat(self, comparison_id: str, side: str) -> int:
        """Want one more run of a side on each document, by which noise is measured, and return its number, from 1."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            cells = [cell for cell in cells_of(session, row.id) if cell.side == side]
            number = max((cell.repeat for cell in cells), default=0) + 1
            documents = list(dict.fromkeys(cell.document for cell in cells))
            chosen = [known for known in comparison_of(row).sides if known.key == side]
            add_cells(session, row.id, documents, chosen, repeat=number)
            return number

    def mark_baseline(self, comparison_id: str, side: str) -> Comparison:
        """Put a side first; the others keep their order."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            row.sides = sorted(row.sides, key=lambda stored: stored["key"] != side)
            return comparison_of(row)

    def mark_renamed(self, comparison_id: str, name: str) -> Comparison:
        """Give a comparison another name; of two who do so at once the later wins."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            _require_name(name)
            row.name = name.strip()
            return comparison_of(row)

    def mark_passed_over(self, comparison_id: str, group: str, *, is_passed_over: bool) -> None:
        """Pass over a group of alike differences, or bring it back; two people's groups at once both count."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            others = set(row.rules.get("ignored") or []) - {group}
            row.rules = row.rules | {
                "ignored": sorted(others | ({group} if is_passed_over else set()))
            }

    def mark_stopped(self, comparison_id: str, *, is_stopped: bool) -> Comparison:
        """Start no more of a comparison's runs, or go on with them. Runs that were started end by themselves."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            row.stopped = (row.stopped or self._now()) if is_stopped else None
            return comparison_of(row)

    def mark_retried(
        self, comparison_id: str, document: str | None = None, sides: Iterable[str] | None = None
    ) -> int:
        """Want the failed runs anew and return how many: all, those of a document, or those on some sides.

        Those of past executions stay, and so do those that somebody wanted anew meanwhile.
        """
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            run = {side.key for side in comparison_of(row).sides if side.is_run}
            wanted = run if sides is None else run.intersection(sides)
            return retry_cells(session, row.id, wanted, document)

    def take_lease(self, comparison_id: str, owner: str, seconds: float) -> bool:
        """Return whether the owner sees to the comparison's runs from now on; its lease runs out unless taken again."""
        now = self._now()
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            is_free = row.leased_until is None or row.leased_until <= now
            if row.leased_by != owner and not is_free:
                return False
            row.leased_by, row.leased_until = owner, now + timedelta(seconds=seconds)
            return True

    def drop_lease(self, comparison_id: str, owner: str) -> None:
        """Let somebody else see to the comparison's runs at once; a lease that somebody else took since stays."""
        with writing(self._database) as session:
            row = comparison_row(session, comparison_id, is_locked=True)
            if row.leased_by == owner:
                row.leased_by = row.leased_until = None

    def mark_starting(self, cell_id: int) -> bool:
        """Write down that a run is about to be started; False if it is no longer waiting for that."""
        with writing(self._database) as session:
            row = session.get_one(CellRow, cell_id, with_for_update=True)
            if row.state != CellState.WAITING:
                return False
            row.state, row.starting = CellState.STARTING, self._now()
            return True

    def mark_waiting(self, cell_id: int) -> None:
        """Take a run that was about to be started back: the server had no room for it, or never heard of it."""
        with writing(self._database) as session:
            row = session.get_one(CellRow, cell_id, with_for_update=True)
            if row.state == CellState.STARTING:
                row.state, row.starting = CellState.WAITING, None

    def mark_running(self, cell_id: int, execution_id: str) -> None:
        """Write down which execution a run became. One that has ended meanwhile stays as it is."""
        with writing(self._database) as session:
            row = session.get_one(CellRow, cell_id, with_for_update=True)
            if CellState(row.state).is_open:
                row.state, row.execution_id = CellState.RUNNING, execution_id

    def mark_ended(self, cell_id: int, error: str | None = None) -> None:
        """Write down that a run has ended, with what went wrong. Told twice, the first end stays."""
        with writing(self._database) as session:
            row = session.get_one(CellRow, cell_id, with_for_update=True)
            if CellState(row.state).is_open:
                row.state = CellState.FAILED if error else CellState.DONE
                row.error = error


def _with_runs(states: Iterable[str]) -> Select[int]:
    """Return the comparisons that have a run in one of the states, found without looking at the others."""
    return select(CellRow.comparison).where(CellRow.state.in_(list(states)))


def _require_sound(name: str, sides: Sequence[ComparedSide]) -> None:
    _require_name(name)
    if not FEWEST <= len(sides) <= MOST:
        message = f"A comparison has {FEWEST} to {MOST} sides; this one would have {len(sides)}."
        raise WorkspaceError(message)
    if len({side.key for side in sides}) < len(sides):
        message = (
            "A comparison can't have the same side twice: to measure the noise, run one again."
        )
        raise WorkspaceError(message)


def _require_name(name: str) -> None:
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
        message = f"A comparison's name has 1 to {MAX_NAME} printable characters."
        raise WorkspaceError(message)
