"""In which order differences are read: within a document, and from one document to the next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from components.difference_words import Sort, sort_of
from lineup.compare.differences import Difference
from lineup.comparing.grid import kept_differences
from lineup.comparing.grid_model import GridRow
from lineup.comparing.reading_model import ComparisonReading, ReadDocument


@dataclass(frozen=True)
class Shown:
    """The difference that is shown; `position` is its 0-based place in the list, None where the list leaves it out.

    `is_gone` says that another one was asked for, which is not among the document's.
    """

    difference: Difference
    position: int | None
    is_gone: bool = False


def listed(
    differences: Sequence[Difference],
    judged: Collection[str],
    *,
    sort: Sort | None = None,
    is_unjudged: bool = False,
) -> tuple[Difference, ...]:
    """Return the differences of a sort, or only those that nobody has judged."""
    return tuple(
        one
        for one in differences
        if (sort is None or sort_of(one.kind) is sort) and not (is_unjudged and one.id in judged)
    )


def choose_shown(
    whole: Sequence[Difference],
    shown: Sequence[Difference],
    wanted: str,
    judged: Collection[str],
) -> Shown | None:
    """Return the difference with the wanted id, be it left out of the list; else the first that isn't judged, else the first.

    None where there is none at all.
    """
    known = next((one for one in whole if one.id == wanted), None)
    if known is not None:
        return Shown(known, position_of(shown, known.id))
    first = next((one for one in shown if one.id not in judged), next(iter(shown), None))
    if first is None:
        return None
    return Shown(first, position_of(shown, first.id), is_gone=bool(wanted))


def position_of(differences: Sequence[Difference], difference_id: str) -> int | None:
    """Return where in a list a difference is."""
    return next((at for at, one in enumerate(differences) if one.id == difference_id), None)


def neighbour(shown: Sequence[Difference], position: int | None, step: int) -> Difference | None:
    """Return the difference so many places on; from one that the list leaves out, on is its first."""
    at = step - 1 if position is None else position + step
    return shown[at] if 0 <= at < len(shown) else None


def next_unjudged(
    differences: Sequence[Difference], judged: Collection[str], after: str
) -> Difference | None:
    """Return the next difference that nobody has judged, from the beginning again where there is none further on."""
    at = position_of(differences, after)
    start = 0 if at is None else at + 1
    turned = (*differences[start:], *differences[:start])
    return next((one for one in turned if one.id not in judged and one.id != after), None)


def documents_of_sort(reading: ComparisonReading, sort: Sort, is_unjudged: bool) -> frozenset[str]:
    """Return the keys of the documents that have real differences of a sort, or such that nobody has judged."""

    def has_some(read: ReadDocument) -> bool:
        real = [one for one in kept_differences(reading, read) if one.is_real]
        return bool(listed(real, reading.verdicts, sort=sort, is_unjudged=is_unjudged))

    return frozenset(read.document.key for read in reading.documents if has_some(read))


def next_document(
    rows: Sequence[GridRow], after: str, *, is_unjudged: bool = True
) -> GridRow | None:
    """Return the next document that has differences, or such that nobody has judged, in the grid's order, around its end."""
    at = next((at for at, row in enumerate(rows) if row.key == after), -1)
    turned = (*rows[at + 1 :], *rows[: at + 1])
    return next(
        (
            row
            for row in turned
            if row.key != after and row.differences > (row.judged if is_unjudged else 0)
        ),
        None,
    )
