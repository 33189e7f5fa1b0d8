"""What people decided about differences. Every decision is kept; the newest counts, the older ones are the history."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from lineup.databases.opening import writing
from lineup.workspace.lookups import comparison_row
from lineup.workspace.tables import VerdictRow


@dataclass(frozen=True)
class Judgement:
    """One decision: `right` are the keys of the sides that read right, None where an earlier one is taken back."""

    difference_id: str
    right: frozenset[str] | None
    comment: str
    judged_by: str
    judged: datetime


class VerdictStore:
    """The decisions of all comparisons."""

    def __init__(self, database: Engine, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    def add(
        self,
        comparison_id: str,
        difference_ids: Iterable[str],
        right: Iterable[str] | None,
        *,
        judged_by: str,
        comment: str = "",
    ) -> None:
        """Add a decision about each of the differences; two people's about the same one are both kept.

        Of two who decide at once one waits: whoever has seen a number has seen all that are lower. Raises UnknownError
        where there is no such comparison.
        """
        sides = None if right is None else sorted(set(right))
        with writing(self._database) as session:
            comparison = comparison_row(session, comparison_id, is_locked=True)
            session.add_all(
                VerdictRow(
                    comparison=comparison.id,
                    difference_id=difference_id,
                    right=sides,
                    comment=comment,
                    judged_by=judged_by,
                    judged=self._now(),
                )
                for difference_id in difference_ids
            )

    def history(self, comparison_id: str, difference_id: str | None = None) -> Sequence[Judgement]:
        """Return a comparison's decisions, or those about one difference, oldest first. Raises UnknownError."""
        with Session(self._database) as session:
            comparison = comparison_row(session, comparison_id)
            asked = select(VerdictRow).where(VerdictRow.comparison == comparison.id)
            if difference_id is not None:
                asked = asked.where(VerdictRow.difference_id == difference_id)
            return [_judgement(row) for row in session.scalars(asked.order_by(VerdictRow.id))]

    def current(self, comparison_id: str) -> dict[str, Judgement]:
        """Return the decisions that count, by the differences' ids. Raises UnknownError."""
        return {told.difference_id: told for told in standing(self.history(comparison_id))}


def standing(history: Iterable[Judgement]) -> list[Judgement]:
    """Return the decisions that were not taken back, oldest first; the last one about a difference counts.

    Taking back ends the newest that the same person made about the difference, so that what others said before counts
    again; where the person made none, it ends the newest of all.
    """
    left: dict[int, Judgement] = {}
    about: defaultdict[str, list[int]] = defaultdict(list)
    for at, told in enumerate(history):
        places = about[told.difference_id]
        if told.right is not None:
            places.append(at)
            left[at] = told
        elif places:
            own = [place for place in places if left[place].judged_by == told.judged_by]
            ended = (own or places)[-1]
            places.remove(ended)
            del left[ended]
    return list(left.values())


def last_of(history: Iterable[Judgement], person: str) -> Judgement | None:
    """Return the decision that a person would take back next: the last that they made and that stands."""
    own = [told for told in standing(history) if told.judged_by == person]
    return own[-1] if own else None


def _judgement(row: VerdictRow) -> Judgement:
    return Judgement(
        difference_id=row.difference_id,
        right=None if row.right is None else frozenset(row.right),
        comment=row.comment,
        judged_by=row.judged_by,
        judged=row.judged,
    )
