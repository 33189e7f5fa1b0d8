"""What a machine can decide about differences from the page's own text, and each side's share of it (contract §8.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from lineup.compare.differences import Difference
from lineup.compare.rates import Rate


class DecidedBy(StrEnum):
    """What a decision rests on."""

    TEXT_LAYER = "text_layer"
    """The page's own text has one reading and not another."""
    NOTHING = "undecided"


@dataclass(frozen=True)
class Decision:
    """Which sides read a difference right, by their positions; none where it is undecided."""

    winners: frozenset[int]
    decided_by: DecidedBy


@dataclass(frozen=True)
class SideShare:
    """One side's share of the differences that it has a reading of: `won` of `decided`, and how many are undecided."""

    won: Rate
    undecided: int


def decide(difference: Difference) -> Decision:
    """Return who is right by the page's own text layer: those it supports, and those who read the same as they."""
    evidence = difference.evidence
    if evidence is None or not evidence.is_telling:
        return Decision(frozenset(), DecidedBy.NOTHING)
    winners = {
        side
        for side in range(len(difference.readings))
        if any(difference.alike(side, right) for right in evidence.supported)
    }
    return Decision(frozenset(winners), DecidedBy.TEXT_LAYER)


def side_shares(differences: Iterable[Difference], sides: int) -> tuple[SideShare, ...]:
    """Return each side's share of the real differences."""
    decisions = [decide(difference) for difference in differences if difference.is_real]
    decided = [decision for decision in decisions if decision.decided_by is not DecidedBy.NOTHING]
    return tuple(
        SideShare(
            Rate(sum(side in decision.winners for decision in decided), len(decided)),
            len(decisions) - len(decided),
        )
        for side in range(sides)
    )
