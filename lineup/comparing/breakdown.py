"""A comparison by tag and by type of document: where it is good, and where not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lineup.compare.golden_scores import GoldenScore
from lineup.compare.rates import Rate
from lineup.compare.totals import agreement
from lineup.comparing.grid import grid_rows
from lineup.comparing.grid_model import GridRow
from lineup.comparing.reading_model import ComparisonReading, ReadDocument, numbers_of

UNTOLD = ""
"""The name of the part whose documents have no tag, or no type that is known."""


@dataclass(frozen=True)
class Part:
    """The documents of one tag or type; `is_tag` says which of the two `name` is.

    `alike` has a rate for each side behind the baseline, over `units` (`fields`, `pages`, `words`). `accuracy` has a share for
    each side, over the documents that all sides have a golden score for; None without any.
    """

    name: str
    is_tag: bool
    documents: int
    changed: int
    failed: int
    alike: tuple[Rate, ...]
    units: tuple[str, ...]
    accuracy: tuple[float | None, ...]


def breakdown(reading: ComparisonReading) -> tuple[Part, ...]:
    """Return the parts by type and by tag, each in the order of names; a document with several tags counts in each."""
    rows = grid_rows(reading)
    types = sorted({row.document_type or UNTOLD for row in rows})
    tags = sorted({tag for row in rows for tag in row.tags})
    untagged = [UNTOLD] if tags and any(not row.tags for row in rows) else []
    read = {one.document.key: one for one in reading.documents}
    return (
        *(
            _part(
                name,
                (row for row in rows if (row.document_type or UNTOLD) == name),
                read,
                is_tag=False,
            )
            for name in types
        ),
        *(
            _part(name, (row for row in rows if name in (row.tags or (UNTOLD,))), read, is_tag=True)
            for name in (*tags, *untagged)
        ),
    )


def _part(
    name: str, rows: Iterable[GridRow], read: dict[str, ReadDocument], *, is_tag: bool
) -> Part:
    own = list(rows)
    measured = [read[row.key].measured for row in own]
    sides = len(own[0].cells)
    numbers = [numbers_of(agreement(measured, at)) for at in range(1, sides)]
    return Part(
        name=name,
        is_tag=is_tag,
        documents=len(own),
        changed=sum(bool(row.differences) for row in own),
        failed=sum(any(cell.has_failed for cell in row.cells) for row in own),
        alike=tuple(told.alike for told in numbers),
        units=tuple(told.unit for told in numbers),
        accuracy=_accuracy([told.golden for told in measured], sides),
    )


def _accuracy(
    scores: Sequence[tuple[GoldenScore | None, ...]], sides: int
) -> tuple[float | None, ...]:
    told = [each for each in scores if each and None not in each]
    sums = [GoldenScore()] * sides
    for each in told:
        sums = [known.plus(score) for known, score in zip(sums, each, strict=True) if score]
    return tuple(known.accuracy for known in sums)
