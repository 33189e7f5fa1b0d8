"""A difference as a person is to judge it."""

from dataclasses import dataclass

from components.difference_sides import Alike, ShownSide, alike_sides
from components.difference_words import own_path, place_words
from components.failure import plain
from components.golden_words import (
    can_be_golden,
)
from components.verdict_words import (
    Onlooker,
    own_verdict,
    verdict_sentence,
)
from lineup.clock import utc_now
from lineup.compare.differences import Difference
from lineup.workspace.golden import GoldenValue
from lineup.workspace.verdicts import Judgement
from state import judging_turns
from state.browser import time_zone
from state.judging_turns import Golden, Press
from state.open_document import OpenDocument
from state.person import person_name
from state.verdict_history import verdict_history
from state.workspaces import OpenWorkspace


@dataclass(frozen=True)
class Judged:
    """A difference as a person is to judge it: its sides, all decisions of the comparison, and those about it."""

    opened: OpenWorkspace
    document: OpenDocument
    difference: Difference
    sides: tuple[ShownSide, ...]
    groups: tuple[Alike, ...]
    whole: tuple[Judgement, ...]
    history: tuple[Judgement, ...]
    golden: GoldenValue | None
    onlooker: Onlooker
    turn: int

    @property
    def comparison_id(self) -> str:
        """The comparison's id."""
        return self.document.snapshot.reading.comparison.comparison_id

    @property
    def own(self) -> Judgement | None:
        """What the person decided about it."""
        return own_verdict(self.history, self.onlooker.person)

    @property
    def possible(self) -> tuple[ShownSide, ...]:
        """The sides that can be right."""
        return tuple(side for group in self.groups if group.has_result for side in group.sides)

    def press(self, right: frozenset[str], golden: Golden | None = None) -> Press:
        """Return what a button means by which these sides are right."""
        return Press(
            turn=self.turn,
            comparison_id=self.comparison_id,
            document=self.document.view.document,
            difference_id=self.difference.id,
            right=right,
            place=plain(place_words(self.difference)),
            verdict=verdict_sentence(right, self.possible),
            comment_key=f"comment-{self.difference.id}",
            golden=golden,
        )

    def key(self, name: str) -> str:
        """Return a button's key, another one in each turn: a press that comes late is not of this one."""
        return f"judge-{self.turn}-{self.difference.id}-{name}"


def find_judged(
    opened: OpenWorkspace,
    document: OpenDocument,
    difference: Difference,
    sides: tuple[ShownSide, ...],
) -> Judged:
    """Return a difference with all that was decided about it."""
    whole = verdict_history(opened, document.snapshot)
    values = opened.workspace.golden.current(document.view.document)
    return Judged(
        opened=opened,
        document=document,
        difference=difference,
        sides=sides,
        groups=alike_sides(difference, sides),
        whole=tuple(whole),
        history=tuple(told for told in whole if told.difference_id == difference.id),
        golden=values.get(own_path(difference)) if can_be_golden(difference) else None,
        onlooker=Onlooker(person_name(), utc_now(), time_zone()),
        turn=judging_turns.turn(),
    )
