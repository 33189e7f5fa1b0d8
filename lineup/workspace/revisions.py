"""What a comparison depends on, told by a few numbers: whoever sees the same ones again needn't read it again."""

import json
from dataclasses import dataclass

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from lineup.workspace.lookups import comparison_row
from lineup.workspace.tables import CellRow, ComparisonRow, DocumentRow, GoldenRow, VerdictRow


@dataclass(frozen=True)
class Revision:
    """What changes as soon as a comparison reads otherwise: by its runs, documents and golden values, or by verdicts.

    `golden` and `verdicts` are the number of the newest saying; they only grow.
    """

    content: str
    golden: int
    verdicts: int

    def has_same_sayings(self, other: "Revision") -> bool:
        """Whether nobody has judged a difference, or given a golden value, between the two."""
        return (self.golden, self.verdicts) == (other.golden, other.verdicts)


def revision_of(database: Engine, comparison_id: str) -> Revision:
    """Return the revision that a comparison is in, raising UnknownError."""
    with Session(database) as session:
        row = comparison_row(session, comparison_id)
        newest = select(func.max(VerdictRow.id)).where(VerdictRow.comparison == row.id)
        golden = session.execute(select(func.max(GoldenRow.id), func.count(GoldenRow.id))).one()
        return Revision(
            content=json.dumps(
                [_told(row), _runs(session, row.id), _documents(session, row.id), golden[1]],
                default=str,
                sort_keys=True,
            ),
            golden=golden[0] or 0,
            verdicts=session.scalar(newest) or 0,
        )


def _told(row: ComparisonRow) -> list[object]:
    return [row.name, row.sides, row.rules, row.options, row.stopped]


def _runs(session: Session, comparison: int) -> list[list[object]]:
    """Return how many runs are in each state; what is made again counts its attempts."""
    counted = func.count(CellRow.id), func.sum(CellRow.attempt)
    asked = select(CellRow.state, *counted).where(CellRow.comparison == comparison)
    rows = session.execute(asked.group_by(CellRow.state).order_by(CellRow.state))
    return [list(row) for row in rows]


def _documents(session: Session, comparison: int) -> list[list[object]]:
    """Return what can change of the documents."""
    named = select(CellRow.document).where(CellRow.comparison == comparison)
    told = DocumentRow.sha256, DocumentRow.name, DocumentRow.tags, DocumentRow.deleted
    asked = select(*told).where(DocumentRow.sha256.in_(named)).order_by(DocumentRow.sha256)
    return [list(row) for row in session.execute(asked)]
