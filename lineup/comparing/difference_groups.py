"""Alike differences over all documents, so that they can be judged or passed over together (rulings 31)."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from lineup.compare.differences import Difference
from lineup.compare.kinds import State
from lineup.comparing.reading_model import ComparisonReading, ReadDocument


@dataclass(frozen=True)
class DifferenceGroup:
    """Differences of one kind at one path, and of one form; `example` is the heaviest, in the document named beside it."""

    group: str
    example: Difference
    example_document: str
    documents: int
    differences: int
    judged: int
    weight: float

    @property
    def unjudged(self) -> int:
        """How many nobody has judged."""
        return self.differences - self.judged


@dataclass(frozen=True)
class GroupVerdict:
    """Differences of a group that one set of sides, by their keys, reads right."""

    right: frozenset[str]
    difference_ids: tuple[str, ...]


def all_groups(reading: ComparisonReading) -> tuple[DifferenceGroup, ...]:
    """Return all groups that no rule passes over, those in most documents first."""
    return tuple(told for told in _groups(reading) if told.group not in reading.rules.ignored)


def real_groups(reading: ComparisonReading) -> tuple[DifferenceGroup, ...]:
    """Return the groups of differences that are not of form only."""
    return tuple(told for told in all_groups(reading) if told.example.is_real)


def ignored_groups(reading: ComparisonReading) -> tuple[tuple[str, DifferenceGroup | None], ...]:
    """Return the groups that are passed over; one that no document has now is None."""
    found = {group.group: group for group in _groups(reading)} if reading.rules.ignored else {}
    return tuple((name, found.get(name)) for name in sorted(reading.rules.ignored))


def group_verdicts(
    reading: ComparisonReading, group: str, right: Collection[int]
) -> tuple[GroupVerdict, ...]:
    """Return what to write down when the sides at these positions are right in all of a group that nobody has judged.

    A side that reads the same as one that is right is right too. A difference is left out where a side that is to be right has
    no result.
    """
    keys = [side.key for side in reading.comparison.sides]
    found: dict[frozenset[str], list[str]] = defaultdict(list)
    for _, one in _members(reading, group):
        is_told = all(one.readings[at].state is not State.NO_RESULT for at in right)
        if is_told and one.id not in reading.verdicts:
            found[frozenset(keys[at] for at in _right(one, right))].append(one.id)
    return tuple(GroupVerdict(sides, tuple(ids)) for sides, ids in found.items())


def _right(difference: Difference, right: Collection[int]) -> set[int]:
    every = range(len(difference.readings))
    return {at for at in every if any(difference.alike(at, one) for one in right)}


def _members(reading: ComparisonReading, group: str) -> Iterator[tuple[ReadDocument, Difference]]:
    for read in reading.documents:
        for one in read.measured.comparison.differences:
            if one.group == group:
                yield read, one


def _groups(reading: ComparisonReading) -> list[DifferenceGroup]:
    members: dict[str, list[tuple[ReadDocument, Difference]]] = defaultdict(list)
    for read in reading.documents:
        for one in read.measured.comparison.differences:
            members[one.group].append((read, one))
    groups = [_group(reading, name, told) for name, told in members.items()]
    return sorted(
        groups, key=lambda told: (-told.documents, -told.differences, -told.weight, told.group)
    )


def _group(
    reading: ComparisonReading, name: str, members: list[tuple[ReadDocument, Difference]]
) -> DifferenceGroup:
    read, heaviest = max(members, key=lambda member: member[1].weight)
    return DifferenceGroup(
        group=name,
        example=heaviest,
        example_document=read.document.name,
        documents=len({id(read) for read, _ in members}),
        differences=len(members),
        judged=sum(one.id in reading.verdicts for _, one in members),
        weight=sum(one.weight for _, one in members),
    )
